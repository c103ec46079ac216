"""Accuracy: the published formulas, computed again in exact fractions."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.accuracy import (
    HistoryTooShort,
    LagsMixed,
    NothingToCompare,
    Outcome,
    bias_pct,
    fva,
    mase,
    wape,
)


def outcome(forecast: int, actual: int, lag: int = 1) -> Outcome:
    return Outcome(lag_months=lag, forecast_units=forecast, actual_units=actual)


UNITS = st.integers(0, 10**6)
PAIRS = st.lists(st.tuples(UNITS, UNITS), min_size=1, max_size=20).filter(
    lambda pairs: sum(actual for _, actual in pairs) > 0
)


@given(pairs=PAIRS)
def test_wape_and_bias_by_hand(pairs: list[tuple[int, int]]) -> None:
    outcomes = [outcome(*pair) for pair in pairs]
    ordered = sum(actual for _, actual in pairs)
    off = sum(max(forecast, actual) - min(forecast, actual) for forecast, actual in pairs)
    over = sum(forecast for forecast, _ in pairs) - ordered
    assert wape(outcomes) == pytest.approx(float(Fraction(off, ordered)))
    assert bias_pct(outcomes) == pytest.approx(float(Fraction(100 * over, ordered)))
    assert abs(bias_pct(outcomes)) <= 100 * wape(outcomes) + 1e-6


@given(pairs=PAIRS, history=st.lists(UNITS, min_size=14, max_size=30), season=st.integers(1, 12))
def test_mase_by_hand(pairs: list[tuple[int, int]], history: list[int], season: int) -> None:
    steps = [abs(history[at] - history[at - season]) for at in range(season, len(history))]
    outcomes = [outcome(*pair) for pair in pairs]
    if not sum(steps):
        with pytest.raises(NothingToCompare):
            mase(outcomes, history, season_months=season)
        return
    mean_error = Fraction(sum(abs(a - f) for f, a in pairs), len(pairs))
    expected = mean_error / Fraction(sum(steps), len(steps))
    assert mase(outcomes, history, season_months=season) == pytest.approx(float(expected))


@given(pairs=PAIRS)
def test_the_naive_forecast_adds_no_value_and_a_perfect_one_all(
    pairs: list[tuple[int, int]],
) -> None:
    naive = [outcome(*pair) for pair in pairs]
    perfect = [outcome(actual, actual) for _, actual in pairs]
    assert fva(naive, naive=naive) == 0
    assert fva(perfect, naive=naive) == wape(naive)


def test_the_naive_forecast_has_a_mase_of_one_in_its_own_sample() -> None:
    history = [100, 130, 90, 160, 120]
    naive = [outcome(before, after) for before, after in pairwise(history)]
    assert mase(naive, history) == 1


def test_lags_are_never_mixed() -> None:
    mixed = [outcome(1, 2, lag=1), outcome(1, 2, lag=2)]
    for measured in (wape, bias_pct):
        with pytest.raises(LagsMixed):
            measured(mixed)
    with pytest.raises(LagsMixed):
        mase(mixed, [1, 2])
    with pytest.raises(LagsMixed):
        fva([outcome(1, 2, lag=2)], naive=[outcome(1, 2, lag=1)])


def test_nothing_ordered_has_no_accuracy() -> None:
    for outcomes in ([], [outcome(5, 0)]):
        for measured in (wape, bias_pct):
            with pytest.raises(NothingToCompare):
                measured(outcomes)


def test_a_history_without_a_season_has_no_scale() -> None:
    with pytest.raises(HistoryTooShort):
        mase([outcome(1, 2)], [5] * 12, season_months=12)
