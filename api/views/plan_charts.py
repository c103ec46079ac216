"""Stock and load of one thing by week, as a chart of the plan pages."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from api.tongue import say
from api.views.charts import Plot
from api.views.plots import plot_of
from gates.brief import Chart, Point
from planning import written
from planning.line_load import LineLoad
from planning.projection import Projection

HUNDRED = Decimal(100)
TENTH = Decimal("0.1")


def stock_chart(found: Projection) -> Chart:
    """Stock at the end of each week, against safety stock where it has any."""
    floor = Decimal(str(found.floor)) if found.floor else None
    points = [Decimal(str(round(value))) for value in found.stock]
    lowest = min(points)
    week = written.week(found.weeks[points.index(lowest)])
    return Chart(
        key="stock",
        label=found.name,
        note=found.unit,
        kind="line",
        unit=found.unit,
        limit=floor,
        limit_is_floor=True,
        points=_points(found.weeks, points),
        caption=f"{written.short(lowest)} in week {week}",
        caption_is_bad=floor is not None and lowest < floor,
    )


def load_chart(found: LineLoad) -> Chart:
    """Hours worked per regular hour, overtime on top."""
    load = [Decimal(str(value)).quantize(TENTH) for value in found.load_pct]
    highest = max(load)
    week = written.week(found.weeks[load.index(highest)])
    return Chart(
        key="load",
        label=found.name,
        note=say("% of regular hours"),
        kind="bars",
        unit="%",
        limit=HUNDRED,
        limit_is_floor=False,
        points=tuple(
            Point(label=written.week(monday), value=value, over=max(value - HUNDRED, Decimal(0)))
            for monday, value in zip(found.weeks, load, strict=True)
        ),
        caption=say("{load} % in week {week}", load=highest, week=week),
        caption_is_bad=False,
    )


def drawn(chart: Chart, family: Sequence[Chart] = ()) -> Plot:
    """On its own scale, or on the one of all it is shown with."""
    return plot_of(say("Plan"), chart, family or (chart,))


def _points(weeks: Sequence[date], values: Sequence[Decimal]) -> tuple[Point, ...]:
    return tuple(
        Point(label=written.week(monday), value=value)
        for monday, value in zip(weeks, values, strict=True)
    )
