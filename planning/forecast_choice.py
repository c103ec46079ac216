"""Which method forecasts a series: each is tested on the series' own past, one month ahead."""

from collections.abc import Sequence
from math import isfinite
from typing import NamedTuple

import numpy as np

from planning.accuracy import Outcome
from planning.forecast_methods import Method, methods_for, naive

LAG_MONTHS = 1
"""The lag at which methods are compared."""

LEAST_TRAINING_MONTHS = 3
MOST_ORIGINS = 6
LEAST_TESTS = 2
"""To prefer a method to the floor, or to say how far off it may be."""

FLOOR = Method(name="floor", least_months=1, predict=naive)


class NotANumber(ValueError):
    """This method gave no number for a month ahead, so it must not be tried on such a history."""


class Choice(NamedTuple):
    method: Method
    tested: tuple[Outcome, ...]
    floor_tested: tuple[Outcome, ...]


def choose_method(units: Sequence[int]) -> Choice:
    """The method of least WAPE over the rolling origins; on a tie the floor, then list order.

    >>> choose_method([100, 104, 96, 100, 104, 96, 100]).method.name
    'exponential smoothing'
    """
    origins = range(max(LEAST_TRAINING_MONTHS, len(units) - MOST_ORIGINS), len(units))
    floor = back_test(FLOOR, units, origins)
    if len(floor) < LEAST_TESTS:
        return Choice(FLOOR, floor, floor)
    best, tested = FLOOR, floor
    for method in methods_for(units):
        if method.least_months <= origins[0]:
            outcomes = back_test(method, units, origins)
            # what was ordered is the same for all, so the least error is the least WAPE
            if _error(outcomes) < _error(tested):
                best, tested = method, outcomes
    return Choice(best, tested, floor)


def back_test(method: Method, units: Sequence[int], origins: Sequence[int]) -> tuple[Outcome, ...]:
    """One month ahead from each origin, from nothing but the months before it."""
    return tuple(
        Outcome(
            lag_months=LAG_MONTHS,
            forecast_units=whole_forecast(method, units[:origin], LAG_MONTHS)[-1],
            actual_units=units[origin],
        )
        for origin in origins
    )


def _error(outcomes: Sequence[Outcome]) -> int:
    return sum(abs(outcome.actual_units - outcome.forecast_units) for outcome in outcomes)


def whole_forecast(method: Method, units: Sequence[int], months_ahead: int) -> tuple[int, ...]:
    """The method's months ahead in whole units, none below zero."""
    mean = method.predict(np.array(units, dtype=np.float64), months_ahead)
    if not all(isfinite(each) for each in mean):
        raise NotANumber(method.name)
    return tuple(max(round(float(each)), 0) for each in mean)
