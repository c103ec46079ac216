"""The forecasting methods a baseline is chosen from: each takes months and gives the next ones.

statsforecast is imported at first use, as that takes seconds.
"""

# pyright: standard
# (statsforecast ships no types)

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from planning.supply.layout import Numbers

SEASON_MONTHS = 12

INTERMITTENT_INTERVAL = 1.32
"""Mean months from one order to the next from which a series counts as intermittent:
Syntetos, Boylan and Croston 2005, "On the categorization of demand patterns"."""

Predict = Callable[[Numbers, int], Numbers]


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    name: str
    least_months: int
    """Of history; with fewer the method isn't tried."""
    predict: Predict


def naive(history: Numbers, months_ahead: int) -> Numbers:
    """The last month again, or once a season is known the same month of last year: the floor.

    F[t + h] = A[t + h - m * ceil(h / m)], with m = 12, or m = 1 while shorter than a season.

    >>> naive(np.array([3.0, 5.0]), 2).tolist()
    [5.0, 5.0]
    >>> naive(np.arange(14.0), 13).tolist() == [*range(2, 14), 2]
    True
    """
    season = SEASON_MONTHS if len(history) >= SEASON_MONTHS else 1
    last = history[-season:]
    return np.array([last[ahead % season] for ahead in range(months_ahead)])


def floor_name(months: int) -> str:
    return "seasonal naive" if months >= SEASON_MONTHS else "naive"


def is_intermittent(history: Sequence[int]) -> bool:
    """Whether orders come less often than in three months of four: months / months with orders.

    >>> is_intermittent([4, 0, 0, 7]), is_intermittent([4, 6, 5, 0, 7])
    (True, False)
    """
    ordered = sum(units > 0 for units in history)
    return ordered > 0 and len(history) / ordered >= INTERMITTENT_INTERVAL


def methods_for(history: Sequence[int]) -> tuple[Method, ...]:
    """What may beat the floor on this series, in order of preference on a tie."""
    return INTERMITTENT if is_intermittent(history) else REGULAR


def _mean_of_three(history: Numbers, months_ahead: int) -> Numbers:
    return np.full(months_ahead, history[-3:].mean())


def _smoothing(history: Numbers, months_ahead: int) -> Numbers:
    return _library("SimpleExponentialSmoothingOptimized", history, months_ahead)


def _seasonal_smoothing(history: Numbers, months_ahead: int) -> Numbers:
    name = "SeasonalExponentialSmoothingOptimized"
    return _library(name, history, months_ahead, season_length=SEASON_MONTHS)


def _theta(history: Numbers, months_ahead: int) -> Numbers:
    season = SEASON_MONTHS if len(history) >= 2 * SEASON_MONTHS else 1
    return _library("DynamicOptimizedTheta", history, months_ahead, season_length=season)


def _croston(history: Numbers, months_ahead: int) -> Numbers:
    return _library("CrostonSBA", history, months_ahead)


def _adida(history: Numbers, months_ahead: int) -> Numbers:
    return _library("ADIDA", history, months_ahead)


def _library(name: str, history: Numbers, months_ahead: int, **settings: Any) -> Numbers:
    """The mean forecast of one of statsforecast's models, without its warnings."""
    # its optimisers divide by zero on a constant series and recover; that is no news to anyone
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        from statsforecast import models  # noqa: PLC0415 seconds to import

        model = getattr(models, name)(**settings)
        return np.asarray(model.forecast(history, months_ahead)["mean"], dtype=np.float64)


REGULAR = (
    Method(name="exponential smoothing", least_months=3, predict=_smoothing),
    Method(name="theta", least_months=5, predict=_theta),
    Method(name="mean of three months", least_months=3, predict=_mean_of_three),
    Method(name="seasonal smoothing", least_months=18, predict=_seasonal_smoothing),
)

INTERMITTENT = (
    Method(name="Croston, Syntetos-Boylan", least_months=3, predict=_croston),
    Method(name="ADIDA", least_months=3, predict=_adida),
)
