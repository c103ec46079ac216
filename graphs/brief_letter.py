"""A brief as a mail: the same facts as the page, in one letter to one seat."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel.numbers import format_decimal

from gates.brief import Brief, Metric
from gates.delay import cost_per_day, last_day
from mail.views import DecisionNeeded, Option, Reader
from planning import written


@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """For whom it is answered, where not only its reader may."""

    acting_for: str = ""
    """The holder's name and until when, where the reader stands in for them."""
    stands_in: str = ""
    """Who may answer for the reader."""


NOBODY_ELSE = Whose()


def decision_needed(
    brief: Brief,
    reader: Reader,
    words: tuple[str, ...],
    *,
    due_at: datetime,
    now: datetime,
    path: str,
    whose: Whose = NOBODY_ELSE,
) -> DecisionNeeded:
    """The letter that asks a seat to decide, with what waiting from now on costs."""
    pick = brief.pick.option if brief.pick is not None else None
    why = brief.why_now
    return DecisionNeeded(
        reader=reader,
        words=words,
        path=path,
        question=brief.question,
        recommendation=brief.option(pick).name if pick else "none",
        why_now=f"{why.observed} ({why.rule}, threshold {why.threshold})",
        stake=f"{brief.stake.headline}, {brief.stake.detail}",
        due=due_at,
        cost_of_waiting=_cost_of_waiting(brief, due_at, now),
        lapses_first=_lapses_first(brief, now.astimezone(ZoneInfo(reader.timezone)).date()),
        if_nobody_acts=f"{brief.silence.headline}. {brief.silence.detail}",
        metrics=tuple(f"{metric.label} ({metric.unit})" for metric in brief.metrics),
        options=tuple(
            Option(
                name=option.name,
                cells=tuple(
                    _cell(metric, option.values.get(metric.key)) for metric in brief.metrics
                ),
                recommended=option.key == pick,
            )
            for option in brief.options
        ),
        acting_for=whose.acting_for,
        stands_in=whose.stands_in,
    )


def _cost_of_waiting(brief: Brief, due_at: datetime, now: datetime) -> str:
    if now >= due_at:
        return ""
    per_day = cost_per_day(brief.stake.amount_eur, due_at=due_at, now=now)
    return written.eur(per_day) if per_day else ""


def _lapses_first(brief: Brief, today: date) -> str:
    """The last responsible moment, in words."""
    found = last_day(brief, today)
    if found is None:
        return ""
    on, names = found
    return f"{written.day(on)}: {written.listed(list(names))}"


def _cell(metric: Metric, value: Decimal | None) -> str:
    if value is None:
        return "–"
    pattern = "#,##0" + ("." + "0" * metric.decimals if metric.decimals else "")
    return format_decimal(value, format=pattern, locale="en")
