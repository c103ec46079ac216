"""Small multiples as coordinates: the same scale for every option, ready for an SVG macro."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gates.brief import Chart

WIDTH, LEFT, RIGHT = 124.0, 2.0, 122.0
TOP, FOOT = 8.0, 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A bar (x, y, width, height) or a dot (x, y); `kind` is its CSS class."""

    kind: str
    x: str
    y: str
    width: str = "0"
    height: str = "0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    text: str
    x: str
    y: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    title: str
    """What a listener hears instead of the picture."""
    height: int
    line: str = ""
    breaches: tuple[str, ...] = ()
    bars: tuple[Mark, ...] = ()
    dots: tuple[Mark, ...] = ()
    tracks: tuple[str, ...] = ()
    """Heights of the dots' guide lines."""
    limit_y: str | None = None
    limit_x: str | None = None
    axis_y: str | None = None
    ticks: tuple[Tick, ...] = ()
    caption: str = ""
    caption_is_bad: bool = False
    picked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    low: float
    high: float
    start: float
    end: float

    def at(self, value: Decimal | float) -> float:
        share = (float(value) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)


def px(value: float) -> str:
    return f"{value:.1f}"


def title(option: str, chart: Chart) -> str:
    values = [point.value for point in chart.points]
    limit = "" if chart.limit is None else f", limit {chart.limit:f}"
    return (
        f"{option}: {chart.label}, {chart.unit}, "
        f"from {min(values):f} to {max(values):f}{limit}. {chart.caption}"
    )


def shared_range(charts: Iterable[Chart], *, from_zero: bool) -> tuple[float, float]:
    """Lowest and highest of all options, the limit included, so that heights can be compared."""
    values = [float(point.value) for chart in charts for point in chart.points]
    values += [float(chart.limit) for chart in charts if chart.limit is not None]
    low = min([*values, 0.0] if from_zero else values)
    high = max(values)
    return low, high if high > low else low + 1.0


def week_ticks(chart: Chart, xs: Sequence[float], y: float) -> tuple[Tick, ...]:
    """First, middle and last: enough to read the axis at this width."""
    places = ((0, "start"), (len(xs) // 2, "middle"), (len(xs) - 1, "end"))
    return tuple(
        Tick(text=chart.points[index].label, x=px(xs[index]), y=px(y), anchor=anchor)
        for index, anchor in (places if len(xs) > 2 else places[::2])  # noqa: PLR2004 # three labels need three points
    )
