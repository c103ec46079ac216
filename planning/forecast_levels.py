"""The baseline on every level: all, families, items, series; forecast each, and made to add up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import sqrt
from statistics import NormalDist

from planning.company import DemandLine
from planning.forecast import INTERVAL_PCT, BaselineForecast, SeriesForecast
from planning.forecast_choice import LEAST_TESTS
from planning.forecast_months import series_of
from planning.forecast_tree import Place, node_of, tree_of
from planning.hierarchy import reconcile


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A level's months ahead, the sum of what it is made of, with a central 80 % interval."""

    level: str
    code: str
    months: tuple[date, ...]
    units: tuple[int, ...]
    low_units: tuple[int, ...] | None
    high_units: tuple[int, ...] | None
    method: str
    wape: float | None
    """Of its own forecasts, before they were made to add up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelledForecast:
    baseline: BaselineForecast
    levels: tuple[Level, ...]
    """All, then each family followed by its items."""


def levelled_forecast(
    history: Sequence[DemandLine], *, months_ahead: int, family_of: Mapping[str, str]
) -> LevelledForecast:
    """Each level by the method that suits it best, reconciled month by month; whole units.

    A series that couldn't be tested is as unsure as it is large.
    """
    if not history:
        return LevelledForecast(baseline=BaselineForecast(series=()), levels=())
    root = tree_of(history, months_ahead, family_of)
    places = list(root.walk())
    by_month = [reconcile(node_of(root, ahead)) for ahead in range(months_ahead)]
    means = {id(p): [month.means[at] for month in by_month] for at, p in enumerate(places)}
    spread = {id(p): [month.variances[at] for month in by_month] for at, p in enumerate(places)}
    units = {id(p): _whole(means[id(p)]) for p in places if not p.below}
    bottom: list[SeriesForecast] = []
    levels: list[Level] = []
    for place in places:
        own = units.get(id(place)) or _added(place, units)
        low, high = _interval(place, own, spread[id(place)])
        if place.below:
            levels.append(_level(place, own, low, high))
        else:
            bottom.append(replace(place.own, units=own, low_units=low, high_units=high))
    order = {(s.region, s.sku, s.tier): at for at, s in enumerate(series_of(history))}
    bottom.sort(key=lambda one: order[one.region, one.sku, one.tier])
    return LevelledForecast(baseline=BaselineForecast(series=tuple(bottom)), levels=tuple(levels))


def _whole(means: Sequence[float]) -> tuple[int, ...]:
    return tuple(max(round(mean), 0) for mean in means)


def _added(place: Place, units: Mapping[int, tuple[int, ...]]) -> tuple[int, ...]:
    leaves = [one for one in place.walk() if not one.below]
    return tuple(map(sum, zip(*(units[id(leaf)] for leaf in leaves), strict=True)))


def _interval(
    place: Place, units: tuple[int, ...], variances: Sequence[float]
) -> tuple[tuple[int, ...] | None, tuple[int, ...] | None]:
    """F ± z * s * sqrt(h), s² the reconciled variance one month ahead; none without tests."""
    if len(place.own.tested) < LEAST_TESTS:
        return None, None
    z = NormalDist().inv_cdf(0.5 + INTERVAL_PCT / 200)
    reach = [z * sqrt(v * (ahead + 1)) for ahead, v in enumerate(variances)]
    low = tuple(max(round(n - r), 0) for n, r in zip(units, reach, strict=True))
    return low, tuple(round(n + r) for n, r in zip(units, reach, strict=True))


def _level(
    place: Place,
    units: tuple[int, ...],
    low: tuple[int, ...] | None,
    high: tuple[int, ...] | None,
) -> Level:
    return Level(
        level=place.level,
        code=place.code,
        months=place.own.months,
        units=units,
        low_units=low,
        high_units=high,
        method=place.own.method,
        wape=place.own.wape,
    )
