"""How good a forecast was: WAPE, bias, MASE and forecast value added, always at a stated lag.

A is what was ordered in a month, F what was forecast for it `lag_months` before. Months of
different lags are never mixed: accuracy without its lag means nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

DEFINITIONS = 1
"""Version of the formulas below; kept beside every number computed from them."""

FVA_DEAD_ZONE = 0.05
"""A step that moves WAPE by less neither adds nor takes away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One month of one series: what was forecast, and what came."""

    lag_months: int
    """Months from the last one known when the forecast was made; 1 is the very next."""
    forecast_units: int
    actual_units: int


class NothingToCompare(ValueError):
    """Nothing was ordered in these months, so no share of it can be computed."""


class LagsMixed(ValueError):
    """These forecasts were made at different lags; compare one lag at a time."""


class HistoryTooShort(ValueError):
    """The history is no longer than a season, so the naive error of MASE isn't known."""


def lag_of(outcomes: Sequence[Outcome]) -> int:
    """The one lag of all outcomes, in months."""
    lags = {outcome.lag_months for outcome in outcomes}
    if not lags:
        raise NothingToCompare
    if len(lags) > 1:
        raise LagsMixed(sorted(lags))
    return lags.pop()


def wape(outcomes: Sequence[Outcome]) -> float:
    """Weighted absolute percentage error, as a share: sum |A - F| / sum A.

    >>> wape([Outcome(lag_months=1, forecast_units=110, actual_units=100),
    ...       Outcome(lag_months=1, forecast_units=270, actual_units=300)])
    0.1
    """
    return _absolute_error(outcomes) / _ordered(outcomes)


def bias_pct(outcomes: Sequence[Outcome]) -> float:
    """Percent of what was ordered: 100 * sum (F - A) / sum A. Positive means forecast too high.

    >>> bias_pct([Outcome(lag_months=1, forecast_units=110, actual_units=100),
    ...           Outcome(lag_months=1, forecast_units=270, actual_units=300)])
    -5.0
    """
    ordered = _ordered(outcomes)
    return 100 * sum(o.forecast_units - o.actual_units for o in outcomes) / ordered


def mase(outcomes: Sequence[Outcome], history: Sequence[int], *, season_months: int = 1) -> float:
    """Mean absolute scaled error: mean |A - F| / mean |A[t] - A[t - m]| of the history.

    The history is what the forecast was made from. Below 1 beats the (seasonal) naive forecast.

    >>> mase([Outcome(lag_months=1, forecast_units=110, actual_units=100)], [90, 110, 90, 110])
    0.5
    """
    lag_of(outcomes)
    pairs = list(zip(history, history[season_months:], strict=False))
    if not pairs:
        raise HistoryTooShort
    naive_error = sum(abs(after - before) for before, after in pairs) / len(pairs)
    if not naive_error:
        raise NothingToCompare
    return _absolute_error(outcomes) / len(outcomes) / naive_error


def fva(step: Sequence[Outcome], *, naive: Sequence[Outcome]) -> float:
    """Forecast value added by a step, as a share: WAPE(naive) - WAPE(step). Positive is better.

    >>> naive = [Outcome(lag_months=1, forecast_units=80, actual_units=100)]
    >>> step = [Outcome(lag_months=1, forecast_units=95, actual_units=100)]
    >>> round(fva(step, naive=naive), 3)
    0.15
    """
    lag_of([*step, *naive])
    return wape(naive) - wape(step)


def _absolute_error(outcomes: Sequence[Outcome]) -> int:
    return sum(abs(o.actual_units - o.forecast_units) for o in outcomes)


def _ordered(outcomes: Sequence[Outcome]) -> int:
    lag_of(outcomes)
    ordered = sum(o.actual_units for o in outcomes)
    if not ordered:
        raise NothingToCompare
    return ordered
