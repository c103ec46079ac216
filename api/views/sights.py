"""What a plan comes to at a glance: each line's load and each stock's way, with a small drawing."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from api import formats
from api.tongue import Say, say
from api.views.charts import px
from planning import written
from planning.line_load import LineLoad
from planning.projection import Projection

WIDE, HIGH, EDGE = 120.0, 24.0, 2.0
NEARLY_FULL_PCT = 99.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Spark:
    """A line in a box of 120 by 24, with its limit; the row beside it says the numbers."""

    line: str
    limit_y: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    name: str
    href: str
    spark: Spark
    cells: tuple[str, ...]
    bad: str = ""
    """What is wrong with it, in a word; empty where nothing is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SightGroup:
    title: str
    heads: tuple[str, ...]
    sights: tuple[Sight, ...]


def spark(values: Sequence[float], limit: float | None) -> Spark:
    """Drawn from nothing up to the highest, the limit included.

    >>> spark((0, 10), 5.0)
    Spark(line='0.0,22.0 120.0,2.0', limit_y='12.0')
    """
    high = max(*values, limit or 0.0, 1.0) if values else 1.0
    low = min(*values, 0.0) if values else 0.0
    step = WIDE / max(len(values) - 1, 1)

    def height(value: float) -> float:
        return HIGH - EDGE - (HIGH - 2 * EDGE) * (value - low) / (high - low)

    line = " ".join(f"{px(at * step)},{px(height(value))}" for at, value in enumerate(values))
    return Spark(line=line, limit_y=None if limit is None else px(height(limit)))


def load_sight(found: LineLoad, href: str) -> Sight:
    highest = max(found.load_pct)
    week = written.week(found.weeks[found.load_pct.index(highest)])
    full = sum(value >= NEARLY_FULL_PCT for value in found.load_pct)
    return Sight(
        name=found.name,
        href=href,
        spark=spark(found.load_pct, 100.0),
        cells=(
            f"{highest:.0f} % in week {week}",
            f"{full} of {len(found.weeks)}",
            formats.number(round(sum(found.overtime))),
        ),
        bad="full" if full else "",
    )


def stock_sight(found: Projection, href: str) -> Sight:
    lowest = min(found.stock)
    week = written.week(found.weeks[found.stock.index(lowest)])
    floor = found.floor or 0.0
    below = sum(stock < floor for stock in found.stock) if floor else 0
    lost = sum(sum(flow.values) for flow in found.asked if flow.says.startswith("Lost"))
    return Sight(
        name=f"{found.name}, {found.unit}" if found.floor is None else found.name,
        href=href,
        spark=spark(found.stock, floor or None),
        cells=(
            say("{stock} in week {week}", stock=formats.number(round(lowest) or 0), week=week),
            formats.number(round(floor)) if floor else formats.NONE,
            formats.number(below) if floor else formats.NONE,
            formats.number(round(lost)) if found.floor is not None else formats.NONE,
        ),
        bad="short" if lost else "low" if below else "",
    )


LOAD_HEADS = (Say("Highest load"), Say("Full weeks"), Say("Overtime, h"))
STOCK_HEADS = (Say("Lowest"), Say("Safety stock"), Say("Weeks below it"), Say("Units lost"))


def by_title(pairs: Sequence[tuple[str, Sight]], heads: tuple[str, ...]) -> tuple[SightGroup, ...]:
    """Neighbours with one title stand together."""
    return tuple(
        SightGroup(title=title, heads=heads, sights=tuple(sight for _, sight in group))
        for title, group in groupby(pairs, key=lambda pair: pair[0])
    )
