"""Actions on a calendar: which of them are critical, which have slack. In percent of the width."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from api import formats
from api.tongue import say
from api.views.frame import State


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedAction:
    href: str
    title: str
    owner: str
    starts: date
    due: date
    slack_days: int | None
    """Days it may slip without moving the end; None where nothing depends on it."""
    closed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GanttLine:
    action: PlannedAction
    state: State
    kind: str
    x: str
    width: str
    slack_to: str
    """Empty where there is no slack to draw."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GanttView:
    title: str
    note: str
    label: str
    weeks: tuple[tuple[str, str], ...]
    """Position and text of every second week."""
    grid: tuple[str, ...]
    today: str
    milestone: tuple[str, str] | None
    lines: tuple[GanttLine, ...]


def gantt_view(
    actions: Sequence[PlannedAction],
    *,
    title: str,
    note: str,
    today: date,
    milestone: tuple[date, str] | None = None,
) -> GanttView | None:
    if not actions:
        return None
    dates = [today, *(action.starts for action in actions), *(action.due for action in actions)]
    dates += [milestone[0]] if milestone else []
    first = min(dates) - timedelta(days=min(dates).weekday())
    last = max(dates) + timedelta(days=4)
    days = (last - first).days
    mondays = [first + timedelta(weeks=week) for week in range(days // 7 + 1)]
    every = max(1, len(mondays) // 5)
    return GanttView(
        title=title,
        note=note,
        label=say("Calendar from {day} to {day2}", day=formats.day(first), day2=formats.day(last)),
        weeks=tuple(
            (_at(monday, first, days), formats.day(monday)[4:]) for monday in mondays[::every]
        ),
        grid=tuple(_at(monday, first, days) for monday in mondays),
        today=_at(today, first, days),
        milestone=(_at(milestone[0], first, days), milestone[1]) if milestone else None,
        lines=tuple(_line(action, first, days) for action in actions),
    )


def _at(when: date, first: date, days: int) -> str:
    return f"{(when - first).days * 100 / days:.1f}%"


def _line(action: PlannedAction, first: date, days: int) -> GanttLine:
    kind, state = _kind(action)
    end = action.due + timedelta(days=1)
    slack = action.slack_days if kind == "loose" else None
    return GanttLine(
        action=action,
        state=state,
        kind=kind,
        x=_at(action.starts, first, days),
        width=f"{max((end - action.starts).days, 1) * 100 / days:.1f}%",
        slack_to=_at(min(end + timedelta(days=slack), first + timedelta(days=days)), first, days)
        if slack
        else "",
    )


def _kind(action: PlannedAction) -> tuple[str, State]:
    if action.closed:
        return "closed", State(word=say("Closed"), icon="check", tone="good")
    if action.slack_days == 0:
        return "critical", State(word=say("Critical"), icon="dot", tone="good")
    if action.slack_days is None:
        return "loose", State(word=say("Free"), icon="none", tone="idle")
    return "loose", State(
        word=formats.count(action.slack_days, "day") + " slack", icon="none", tone="idle"
    )
