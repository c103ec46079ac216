"""The page of process figures from the figures."""

from collections.abc import Sequence

from api import formats
from api.gather.value_added import STEPS
from api.tongue import say
from api.views.process import AddedLine, FigureLine, ProcessView, ProposedLine, ScoreLine
from gates.process.facts import CycleFacts
from gates.process.figures import Row, Unit, process_figures

WIDE, HIGH, EDGE = 120, 28, 3
UNITS = {Unit.HOURS: " h", Unit.PERCENT: " %", Unit.COUNT: ""}


def process_view(
    cycles: Sequence[CycleFacts],
    scores: Sequence[ScoreLine] = (),
    added: Sequence[AddedLine] = (),
    proposed: Sequence[ProposedLine] = (),
) -> ProcessView:
    return ProcessView(
        added=tuple(added),
        proposed=tuple(proposed),
        added_steps=tuple(STEPS.values()),
        scores=tuple(scores),
        cycles=tuple(cycle.name for cycle in cycles),
        lines=tuple(_line(row) for row in process_figures(cycles)),
        summary=formats.count(len(cycles), "cycle"),
    )


def _line(row: Row) -> FigureLine:
    figure, (last, before) = row.figure, _last_two(row.values)
    moved = None if last is None or before is None else last - before
    up = figure.more_is_better
    return FigureLine(
        key=figure.key,
        name=figure.name,
        says=figure.says,
        values=tuple(_said(value, figure.unit) for value in row.values),
        change="" if moved is None else _change(moved, figure.unit),
        better=None if not moved else (moved > 0) == up,
        line=drawing(row.values),
    )


def _last_two(values: Sequence[float | None]) -> tuple[float | None, float | None]:
    return (values[-1] if values else None, values[-2] if len(values) > 1 else None)


def _said(value: float | None, unit: Unit) -> str:
    """With its unit.

    >>> _said(12.04, Unit.HOURS), _said(None, Unit.COUNT), _said(3.0, Unit.COUNT)
    ('12 h', '–', '3')
    """
    if value is None:
        return "–"
    return f"{value:,.1f}".removesuffix(".0") + UNITS[unit]


def _change(moved: float, unit: Unit) -> str:
    shown = _said(abs(moved), unit)
    if shown == _said(0.0, unit):
        return say("as before")
    points = shown.replace(" %", " points")
    return say("{points} more", points=points) if moved > 0 else say("{points} less", points=points)


def drawing(values: Sequence[float | None]) -> str:
    """Points of a line through the values there are, the largest at the top.

    >>> drawing([1, None, 3])
    '3,25 117,3'
    >>> drawing([1, None])
    ''
    """
    known = [(place, value) for place, value in enumerate(values) if value is not None]
    if len(known) <= 1:
        return ""
    low, high = min(value for _, value in known), max(value for _, value in known)
    step = (WIDE - 2 * EDGE) / (len(values) - 1)
    tall = HIGH - 2 * EDGE
    share = [(value - low) / (high - low) if high > low else 0.5 for _, value in known]
    points = [
        f"{EDGE + place * step:.0f},{HIGH - EDGE - part * tall:.0f}"
        for (place, _), part in zip(known, share, strict=True)
    ]
    return " ".join(points)
