"""Each figure's arithmetic: of a cycle and the one before; None where there is nothing to count."""

from collections.abc import Sequence
from datetime import timedelta
from statistics import median

from gates.action import OPEN, ActionState
from gates.process.facts import CycleFacts, Promise

HOUR = timedelta(hours=1)


def decision_latency_hours(now: CycleFacts, _before: CycleFacts | None = None) -> float | None:
    took = [(one.closed_at - one.opened_at) / HOUR for one in now.asked if one.closed_at]
    return median(took) if took else None


def gate_wait_percent(now: CycleFacts, _before: CycleFacts | None = None) -> float | None:
    """Gates open at the same time count once."""
    lasted = now.ended_at - now.opened_at
    spans = sorted((one.opened_at, one.closed_at or now.ended_at) for one in now.asked)
    waited, reached = timedelta(0), now.opened_at
    for begins, ends in spans:
        waited += max(ends - max(begins, reached), timedelta(0))
        reached = max(reached, ends)
    return 100 * (waited / lasted) if spans and lasted else None


def late_decisions_percent(now: CycleFacts, _before: CycleFacts | None = None) -> float | None:
    return _percent([(one.closed_at or now.ended_at) > one.due_at for one in now.asked])


def inputs_in_time_percent(now: CycleFacts, _before: CycleFacts | None = None) -> float | None:
    due = [one for one in now.inputs if one.accepted_at or one.due_at <= now.ended_at]
    return _percent([bool(one.accepted_at and one.accepted_at <= one.due_at) for one in due])


def first_pass_percent(now: CycleFacts, _before: CycleFacts | None = None) -> float | None:
    return _percent([one.accepted_version == 1 for one in now.inputs if one.first_at])


def closed_in_time_percent(now: CycleFacts, _before: CycleFacts | None = None) -> float | None:
    """By the day first agreed: a date that was moved doesn't make it in time."""
    due = [
        one
        for one in now.actions
        if one.state is not ActionState.CANCELLED
        and (one.done_at or one.original_due_at <= now.ended_at)
    ]
    return _percent([bool(one.done_at and one.done_at <= one.original_due_at) for one in due])


def redated_percent(now: CycleFacts, _before: CycleFacts | None = None) -> float | None:
    return _percent([one.due_at != one.original_due_at for one in now.actions])


def still_open(now: CycleFacts, _before: CycleFacts | None = None) -> float | None:
    return float(sum(one.state in OPEN for one in now.actions)) if now.actions else None


def escalations(now: CycleFacts, _before: CycleFacts | None = None) -> float | None:
    return float(
        sum(one.escalations for one in now.actions) + sum(one.escalated for one in now.asked)
    )


def refused(now: CycleFacts, _before: CycleFacts | None = None) -> float | None:
    return float(now.refused)


def plan_change_percent(now: CycleFacts, before: CycleFacts | None = None) -> float | None:
    """Σ|new - old| / Σ old over the days both plans cover; see the glossary, plan stability."""
    if before is None or not before.promised or not now.promised:
        return None
    days = {day for _, _, day in now.promised}
    first, last = min(days), max(days)
    old = {key: much for key, much in before.promised.items() if first <= key[2] <= last}
    last = min(last, max((day for _, _, day in old), default=first))
    new = {key: much for key, much in now.promised.items() if key[2] <= last}
    whole = sum(old.values())
    return 100 * _moved(old, new) / whole if whole else None


def _moved(old: dict[Promise, int], new: dict[Promise, int]) -> int:
    return sum(abs(new.get(key, 0) - old.get(key, 0)) for key in {*old, *new})


def touches(now: CycleFacts, _before: CycleFacts | None = None) -> float | None:
    return sum(now.mails.values()) / len(now.mails) if now.mails else None


def _percent(held: Sequence[bool]) -> float | None:
    return 100 * sum(held) / len(held) if held else None
