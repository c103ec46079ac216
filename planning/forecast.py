"""The baseline forecast: months of orders in, months ahead out, each series by what suits it best.

Every series is forecast by each method from up to six points of its own past, one month ahead. The
method with the least error there makes the forecast, if it beats the naive floor; else the floor.
A single test proves nothing, so a history of less than five months is forecast by the floor.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt
from statistics import NormalDist

from planning.accuracy import NothingToCompare, Outcome, wape
from planning.company import DemandLine
from planning.forecast_choice import FLOOR, LEAST_TESTS, choose_method, whole_forecast
from planning.forecast_methods import floor_name
from planning.forecast_months import Series, months_after, series_of

INTERVAL_PCT = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesForecast:
    """The months ahead of one region, item and tier, and how its method did in the past."""

    region: str
    sku: str
    tier: str
    months: tuple[date, ...]
    units: tuple[int, ...]
    low_units: tuple[int, ...] | None
    """With `high_units` the central 80 % interval; None where the past is too short to tell."""
    high_units: tuple[int, ...] | None
    method: str
    floor: str
    """`seasonal naive`, or `naive` while the history is shorter than a season."""
    tested: tuple[Outcome, ...]
    """The method's rolling-origin forecasts, oldest first; empty if nothing could be tested."""
    floor_tested: tuple[Outcome, ...]

    @property
    def wape(self) -> float | None:
        return share_or_none(self.tested)

    @property
    def floor_wape(self) -> float | None:
        return share_or_none(self.floor_tested)


@dataclass(frozen=True, slots=True, kw_only=True)
class BaselineForecast:
    series: tuple[SeriesForecast, ...]

    @property
    def lines(self) -> tuple[DemandLine, ...]:
        """As a company's forecast holds them."""
        return tuple(
            DemandLine(region=each.region, sku=each.sku, tier=each.tier, month=month, units=units)
            for each in self.series
            for month, units in zip(each.months, each.units, strict=True)
        )

    @property
    def wape(self) -> float | None:
        """Of all series together, in the past each was tested on."""
        return share_or_none([outcome for each in self.series for outcome in each.tested])

    @property
    def floor_wape(self) -> float | None:
        return share_or_none([outcome for each in self.series for outcome in each.floor_tested])


def baseline_forecast(history: Sequence[DemandLine], *, months_ahead: int) -> BaselineForecast:
    """The months after the last of the history, for every series in it.

    A month in which a series has no line counts as nothing ordered, but before its first order it
    wasn't sold yet. The same history gives the same forecast.
    """
    return BaselineForecast(
        series=tuple(
            forecast_series(each, months_ahead=months_ahead) for each in series_of(history)
        )
    )


def forecast_series(series: Series, *, months_ahead: int) -> SeriesForecast:
    choice = choose_method(series.units)
    mean = whole_forecast(choice.method, series.units, months_ahead)
    reach = _reach(choice.tested, months_ahead)
    floor = floor_name(len(series.units))
    return SeriesForecast(
        region=series.region,
        sku=series.sku,
        tier=series.tier,
        months=months_after(series.last_month, months_ahead),
        units=mean,
        low_units=_off(mean, [-units for units in reach]) if reach else None,
        high_units=_off(mean, reach) if reach else None,
        method=floor if choice.method is FLOOR else choice.method.name,
        floor=floor,
        tested=choice.tested,
        floor_tested=choice.floor_tested,
    )


def share_or_none(outcomes: Sequence[Outcome]) -> float | None:
    """WAPE, or None where there is nothing to compare."""
    try:
        return wape(outcomes)
    except NothingToCompare:
        return None


def _reach(tested: Sequence[Outcome], months_ahead: int) -> list[float]:
    """Half the interval h months ahead: z * sqrt(mean e^2) * sqrt(h), e the tested errors.

    Errors of independent months add up in squares, hence sqrt(h), as for a random walk.
    """
    if len(tested) < LEAST_TESTS:
        return []
    z = NormalDist().inv_cdf(0.5 + INTERVAL_PCT / 200)
    squares = [(outcome.actual_units - outcome.forecast_units) ** 2 for outcome in tested]
    sigma = sqrt(sum(squares) / len(squares))
    return [z * sigma * sqrt(ahead) for ahead in range(1, months_ahead + 1)]


def _off(mean: Sequence[int], by: Sequence[float]) -> tuple[int, ...]:
    return tuple(max(round(units + more), 0) for units, more in zip(mean, by, strict=True))
