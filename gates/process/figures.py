"""The figures by which a process is judged, each stated once with its formula."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from gates.process import measures
from gates.process.facts import CycleFacts

Compute = Callable[[CycleFacts, CycleFacts | None], float | None]
"""Of a cycle and the one before; nothing where there is nothing to count."""


class Unit(StrEnum):
    HOURS = "h"
    PERCENT = "%"
    COUNT = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    key: str
    name: str
    says: str
    """The formula, in words a person reads."""
    unit: Unit
    more_is_better: bool
    compute: Compute


def _figure(
    key: str, name: str, says: str, unit: Unit, compute: Compute, *, up: bool = False
) -> Figure:
    return Figure(key=key, name=name, says=says, unit=unit, more_is_better=up, compute=compute)


FIGURES = (
    _figure(
        "decision_latency",
        "Decision latency",
        "The middle of how long requests were open before they were decided.",
        Unit.HOURS,
        measures.decision_latency_hours,
    ),
    _figure(
        "gate_wait",
        "Time at gates",
        "The part of the cycle in which at least one gate waited for people.",
        Unit.PERCENT,
        measures.gate_wait_percent,
    ),
    _figure(
        "late_decisions",
        "Decided late",
        "Requests decided after their deadline, or open beyond it, of all.",
        Unit.PERCENT,
        measures.late_decisions_percent,
    ),
    _figure(
        "inputs_in_time",
        "Inputs valid in time",
        "Inputs accepted by the cut-off, of those accepted or due.",
        Unit.PERCENT,
        measures.inputs_in_time_percent,
        up=True,
    ),
    _figure(
        "first_pass",
        "Right the first time",
        "Inputs whose first version was accepted, of those that came.",
        Unit.PERCENT,
        measures.first_pass_percent,
        up=True,
    ),
    _figure(
        "closed_in_time",
        "Actions closed in time",
        "Actions proven done by the day first agreed, of those done or due.",
        Unit.PERCENT,
        measures.closed_in_time_percent,
        up=True,
    ),
    _figure(
        "redated",
        "Actions given another date",
        "Actions whose day was moved, of all.",
        Unit.PERCENT,
        measures.redated_percent,
    ),
    _figure(
        "still_open",
        "Actions still open",
        "Neither done, called off nor carried over.",
        Unit.COUNT,
        measures.still_open,
    ),
    _figure(
        "escalations",
        "Escalations",
        "How often an action or a request had to be taken to somebody else.",
        Unit.COUNT,
        measures.escalations,
    ),
    _figure(
        "refused",
        "Reopening refused",
        "How often a decided matter was to be reopened without a changed fact.",
        Unit.COUNT,
        measures.refused,
    ),
    _figure(
        "plan_change",
        "Plan changed since last cycle",
        "What the new plan moves of what the one before commits, on the days both cover.",
        Unit.PERCENT,
        measures.plan_change_percent,
    ),
    _figure(
        "touches",
        "Mails a person",
        "Mails sent, by the people who got any.",
        Unit.COUNT,
        measures.touches,
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    figure: Figure
    values: tuple[float | None, ...]
    """One a cycle, oldest first."""


def process_figures(cycles: Sequence[CycleFacts]) -> tuple[Row, ...]:
    """Every figure over the cycles, which come oldest first."""
    pairs = [*zip([None, *cycles], cycles, strict=False)]
    return tuple(
        Row(figure=one, values=tuple(one.compute(now, before) for before, now in pairs))
        for one in FIGURES
    )
