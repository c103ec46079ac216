"""What is sold as a tree: all of it, families, items, and series, with a forecast for each."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from planning.company import DemandLine
from planning.forecast import SeriesForecast, forecast_series
from planning.forecast_choice import LEAST_TESTS
from planning.forecast_months import Series, series_of
from planning.hierarchy import Node

ALL, FAMILY, ITEM = "all", "family", "item"
LEAST_VARIANCE = 1.0
"""Of a unit squared: nothing is surer than to a unit."""


@dataclass(slots=True)
class Place:
    """A node of the tree with the forecast that was made for it."""

    level: str
    code: str
    own: SeriesForecast
    below: "list[Place]"

    def walk(self) -> "Iterator[Place]":
        """Itself, then everything below it."""
        yield self
        for place in self.below:
            yield from place.walk()


def tree_of(
    history: Sequence[DemandLine], months_ahead: int, family_of: Mapping[str, str]
) -> Place:
    """All, families, items and series, each forecast by itself."""
    families = defaultdict[str, dict[str, list[Place]]](lambda: defaultdict(list))
    for series in series_of(history):
        leaf = Place("", "", forecast_series(series, months_ahead=months_ahead), [])
        families[family_of[series.sku]][series.sku].append(leaf)

    def summed(level: str, code: str, below: list[Place], skus: set[str]) -> Place:
        own = [replace(line, region=ALL, tier=ALL) for line in history if line.sku in skus]
        (series,) = series_of([replace(line, sku=code) for line in own])
        whole = _until(series, history)
        return Place(level, code, forecast_series(whole, months_ahead=months_ahead), below)

    groups = [
        summed(
            FAMILY,
            family,
            [summed(ITEM, sku, own, {sku}) for sku, own in items.items()],
            set(items),
        )
        for family, items in families.items()
    ]
    return summed(ALL, ALL, groups, {line.sku for line in history})


def _until(series: Series, history: Sequence[DemandLine]) -> Series:
    """With months without orders up to the last that anybody ordered in."""
    last = max(line.month for line in history)
    months = (last.year - series.last_month.year) * 12 + last.month - series.last_month.month
    return replace(series, units=(*series.units, *(0,) * months))


def node_of(place: Place, ahead: int) -> Node:
    """The tree of one month's forecasts, to be made to add up."""
    return Node(
        float(place.own.units[ahead]),
        _variance(place),
        tuple(node_of(one, ahead) for one in place.below),
    )


def _variance(place: Place) -> float:
    """Mean squared error of the tests one month ahead; the square of its size without any.

    How it grows with the months ahead is the same for all, so it changes no weight.
    """
    tested = place.own.tested
    if len(tested) < LEAST_TESTS:
        return max(float(place.own.units[0]) ** 2, LEAST_VARIANCE)
    squares = [(one.actual_units - one.forecast_units) ** 2 for one in tested]
    return max(sum(squares) / len(squares), LEAST_VARIANCE)
