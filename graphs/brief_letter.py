"""A brief as a mail: the same facts as the page, in one letter to one seat."""

from datetime import datetime
from decimal import Decimal

from babel.numbers import format_decimal

from gates.brief import Brief, Metric
from mail.views import DecisionNeeded, Option, Reader


def decision_needed(
    brief: Brief,
    reader: Reader,
    words: tuple[str, ...],
    *,
    due_at: datetime,
    path: str,
    acting_for: str = "",
    stands_in: str = "",
) -> DecisionNeeded:
    """The letter that asks a seat to decide. It shows; deciding is done on the page."""
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
        acting_for=acting_for,
        stands_in=stands_in,
    )


def _cell(metric: Metric, value: Decimal | None) -> str:
    if value is None:
        return "–"
    pattern = "#,##0" + ("." + "0" * metric.decimals if metric.decimals else "")
    return format_decimal(value, format=pattern, locale="en")
