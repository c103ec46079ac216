"""One chart of one option, drawn as a line, as bars or as dots."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from types import MappingProxyType

from api.views.charts import (
    FOOT,
    LEFT,
    RIGHT,
    TOP,
    Mark,
    Plot,
    Scale,
    Tick,
    px,
    shared_range,
    title,
    week_ticks,
)
from gates.brief import Chart, Option

BAR_FOOT, DOT_STEP, DOT_LEFT = 56.0, 15.0, 22.0
RANGE_Y, RANGE_FOOT = 14.0, 34.0


def plots(options: Sequence[Option], key: str, *, pick: str | None) -> tuple[Plot | None, ...]:
    """The chart `key` of every option, in their order, on one scale."""
    charts = {
        option.key: chart for option in options for chart in option.charts if chart.key == key
    }
    draw = _DRAWN[next(iter(charts.values())).kind]
    return tuple(
        draw(option.name, charts[option.key], tuple(charts.values()), option.key == pick)
        if option.key in charts
        else None
        for option in options
    )


def plot_of(name: str, chart: Chart, family: Sequence[Chart]) -> Plot:
    """One chart by itself, on the scale of a family."""
    return _DRAWN[chart.kind](name, chart, family, False)  # noqa: FBT003 # not among options


def _line(option: str, chart: Chart, family: Sequence[Chart], picked: bool) -> Plot:  # noqa: FBT001 # one signature for all kinds
    low, high = shared_range(family, from_zero=True)
    scale = Scale(low=low, high=high, start=FOOT, end=TOP)
    xs = _spread(len(chart.points), LEFT, RIGHT)
    ys = [scale.at(point.value) for point in chart.points]
    limit = None if chart.limit is None else scale.at(chart.limit)
    worst = _worst(chart)
    bad = _breaches(chart, chart.points[worst].value)
    return Plot(
        title=title(option, chart),
        height=int(FOOT) + 14,
        line=" ".join(f"{px(x)},{px(y)}" for x, y in zip(xs, ys, strict=True)),
        breaches=() if limit is None else tuple(_below(xs, ys, limit, floor=chart.limit_is_floor)),
        dots=(Mark(kind="dot bad" if bad else "dot", x=px(xs[worst]), y=px(ys[worst])),),
        limit_y=None if limit is None else px(limit),
        axis_y=px(FOOT),
        ticks=week_ticks(chart, xs, FOOT + 12),
        caption=chart.caption,
        caption_is_bad=chart.caption_is_bad,
        picked=picked,
    )


def _bars(option: str, chart: Chart, family: Sequence[Chart], picked: bool) -> Plot:  # noqa: FBT001 # one signature for all kinds
    _, high = shared_range(family, from_zero=True)
    scale = Scale(low=0.0, high=high, start=BAR_FOOT, end=TOP)
    step = (RIGHT - LEFT) / len(chart.points)
    xs = [LEFT + step * index for index in range(len(chart.points))]
    bars: list[Mark] = []
    for x, point in zip(xs, chart.points, strict=True):
        inside = scale.at(point.value - point.over)
        bars.append(_bar("bar", x, step, inside, BAR_FOOT))
        if point.over:
            bars.append(_bar("over", x, step, scale.at(point.value), inside))
    return Plot(
        title=title(option, chart),
        height=int(BAR_FOOT) + 14,
        bars=tuple(bars),
        limit_y=None if chart.limit is None else px(scale.at(chart.limit)),
        axis_y=px(BAR_FOOT),
        ticks=week_ticks(chart, _spread(len(xs), LEFT, RIGHT), BAR_FOOT + 12),
        caption=chart.caption,
        caption_is_bad=chart.caption_is_bad,
        picked=picked,
    )


def _dots(option: str, chart: Chart, family: Sequence[Chart], picked: bool) -> Plot:  # noqa: FBT001 # one signature for all kinds
    low, high = shared_range(family, from_zero=False)
    low = max(low - (high - low) * 0.15, 0.0)
    scale = Scale(low=low, high=high, start=DOT_LEFT, end=RIGHT - 4)
    ys = [8.0 + DOT_STEP * index for index in range(len(chart.points))]
    foot = ys[-1] + 16
    names = [
        Tick(text=point.label, x="0", y=px(y + 3.5), anchor="start")
        for point, y in zip(chart.points, ys, strict=True)
    ]
    limit = None if chart.limit is None else scale.at(chart.limit)
    marked = (
        ()
        if chart.limit is None or limit is None
        else (Tick(text=f"{chart.limit:f}", x=px(limit), y=px(foot), anchor="middle"),)
    )
    return Plot(
        title=title(option, chart),
        height=int(foot) + 4,
        tracks=tuple(px(y) for y in ys),
        dots=tuple(
            Mark(
                kind="dot bad" if _breaches(chart, point.value) else "dot",
                x=px(scale.at(point.value)),
                y=px(y),
            )
            for point, y in zip(chart.points, ys, strict=True)
        ),
        limit_x=None if limit is None else px(limit),
        ticks=(*names, *marked),
        caption=chart.caption,
        caption_is_bad=chart.caption_is_bad,
        picked=picked,
    )


def _range(option: str, chart: Chart, family: Sequence[Chart], picked: bool) -> Plot:  # noqa: FBT001 # one signature for all kinds
    """Low to high as a bar, the middle as a dot, as agreed as the limit's line."""
    low, high = shared_range(family, from_zero=False)
    edge = (high - low) * 0.06
    scale = Scale(low=low - edge, high=high + edge, start=LEFT, end=RIGHT)
    at = {point.label: scale.at(point.value) for point in chart.points}
    ends = (("start", "low"), ("end", "high"))
    values = {point.label: point.value for point in chart.points}
    return Plot(
        title=title(option, chart),
        height=int(RANGE_FOOT) + 4,
        tracks=(px(RANGE_Y),),
        bars=(
            Mark(
                kind="bar",
                x=px(at["low"]),
                y=px(RANGE_Y - 4),
                width=px(max(at["high"] - at["low"], 1.0)),
                height="8",
            ),
        ),
        dots=(Mark(kind="dot", x=px(at["middle"]), y=px(RANGE_Y)),),
        limit_x=px(at["as agreed"]),
        ticks=tuple(
            Tick(
                text=f"{values[label]:,f}",
                x=px(LEFT if anchor == "start" else RIGHT),
                y=px(RANGE_FOOT),
                anchor=anchor,
            )
            for anchor, label in ends
        ),
        caption=chart.caption,
        caption_is_bad=chart.caption_is_bad,
        picked=picked,
    )


_DRAWN: Mapping[str, Callable[[str, Chart, Sequence[Chart], bool], Plot]] = MappingProxyType(
    {"line": _line, "bars": _bars, "dots": _dots, "range": _range}
)


def _spread(points: int, start: float, end: float) -> list[float]:
    step = (end - start) / max(points - 1, 1)
    return [start + step * index for index in range(points)]


def _bar(kind: str, x: float, step: float, top: float, foot: float) -> Mark:
    return Mark(
        kind=kind,
        x=px(x + step * 0.14),
        y=px(top),
        width=px(step * 0.72),
        height=px(max(foot - top, 0)),
    )


def _worst(chart: Chart) -> int:
    """The point a planner looks for: the lowest above a floor, else the highest."""
    values = [point.value for point in chart.points]
    return values.index(min(values) if chart.limit_is_floor else max(values))


def _breaches(chart: Chart, value: Decimal) -> bool:
    if chart.limit is None:
        return False
    return value < chart.limit if chart.limit_is_floor else value > chart.limit


def _below(xs: Sequence[float], ys: Sequence[float], limit: float, *, floor: bool) -> list[str]:
    """Areas on the bad side of the limit, one polygon per stretch between two points."""
    shapes: list[str] = []
    for (x1, y1), (x2, y2) in pairwise(zip(xs, ys, strict=True)):
        over1, over2 = (y1 - limit, y2 - limit) if floor else (limit - y1, limit - y2)
        if over1 <= 0 and over2 <= 0:
            continue
        cross = x1 + (x2 - x1) * (over1 / (over1 - over2)) if over1 * over2 < 0 else x1
        corners = [
            (x1, y1) if over1 > 0 else (cross, limit),
            (x2, y2) if over2 > 0 else (cross, limit),
        ]
        foot = [(corners[1][0], limit), (corners[0][0], limit)]
        shapes.append(" ".join(f"{px(x)},{px(y)}" for x, y in [*corners, *foot]))
    return shapes
