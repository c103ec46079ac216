"""The baseline: the floor beside every method, the past alone, and the same answer every time."""

import subprocess
import sys
from datetime import date
from math import sqrt
from statistics import NormalDist

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.accuracy import Outcome
from planning.company import DemandLine
from planning.forecast import (
    BaselineForecast,
    SeriesForecast,
    baseline_forecast,
)
from planning.forecast_choice import MOST_ORIGINS, choose_method
from planning.forecast_methods import is_intermittent
from planning.forecast_months import month_plus
from runtime.halden import halden_foods

FIRST = date(2024, 11, 1)
ORDERS = st.lists(st.integers(0, 50_000), min_size=1, max_size=30)


def lines(units: list[int], sku: str = "BAR", first: date = FIRST) -> list[DemandLine]:
    return [
        DemandLine(region="north", sku=sku, tier="key", month=month_plus(first, at), units=each)
        for at, each in enumerate(units)
    ]


def forecast(units: list[int], months_ahead: int = 6) -> SeriesForecast:
    (series,) = baseline_forecast(lines(units), months_ahead=months_ahead).series
    return series


@given(units=ORDERS, months_ahead=st.integers(1, 14))
@settings(max_examples=80, deadline=None)
def test_any_history_gives_whole_units_for_the_months_after_it(
    units: list[int], months_ahead: int
) -> None:
    made = forecast(units, months_ahead)
    last = month_plus(FIRST, len(units) - 1)
    assert made.months == tuple(month_plus(last, ahead + 1) for ahead in range(months_ahead))
    assert len(made.units) == months_ahead
    assert all(type(each) is int for each in made.units)
    assert min(made.units) >= 0
    assert (made.low_units is None) is (made.high_units is None)
    if made.low_units is not None:
        assert made.high_units is not None
        for low, mean, high in zip(made.low_units, made.units, made.high_units, strict=True):
            assert 0 <= low <= mean <= high


@given(units=ORDERS)
@settings(max_examples=80, deadline=None)
def test_no_method_is_chosen_that_the_floor_beats(units: list[int]) -> None:
    made = forecast(units)
    assert len(made.tested) == len(made.floor_tested) <= MOST_ORIGINS
    assert off(made.tested) <= off(made.floor_tested)
    if off(made.tested) == off(made.floor_tested):
        assert made.method == made.floor


def off(outcomes: tuple[Outcome, ...]) -> int:
    return sum(abs(each.forecast_units - each.actual_units) for each in outcomes)


@given(units=st.lists(st.integers(1, 5_000), min_size=6, max_size=30))
@settings(max_examples=40, deadline=None)
def test_the_tests_are_what_a_forecast_from_the_past_alone_said(units: list[int]) -> None:
    """The floor's test of each origin, made again from a history cut there."""
    floor = choose_method(units).floor_tested
    for at, outcome in enumerate(floor, start=len(units) - len(floor)):
        season = 12 if at >= 12 else 1
        assert outcome == Outcome(
            lag_months=1, forecast_units=units[at - season], actual_units=units[at]
        )


def test_the_floor_is_naive_until_a_season_is_known() -> None:
    assert forecast([5, 7]).floor == "naive"
    assert forecast([5, 7]).units == (7,) * 6
    season = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120]
    yearly = forecast(season * 2)
    assert (yearly.floor, yearly.method) == ("seasonal naive", "seasonal naive")
    assert yearly.units == (10, 20, 30, 40, 50, 60)
    assert yearly.wape == 0


def test_a_history_too_short_to_test_is_forecast_by_the_floor() -> None:
    for units in ([9], [9, 5, 7], [9, 5, 7, 8]):
        made = forecast(units)
        assert made.method == "naive"
        assert made.low_units is None
    assert forecast([9]).wape is None


def test_a_noisy_level_is_forecast_by_its_mean_and_not_its_last_month() -> None:
    made = forecast([100, 140, 60, 120, 80, 140, 60, 130, 70, 110, 150])
    assert made.method != "naive"
    assert made.wape is not None
    assert made.floor_wape is not None
    assert made.wape < made.floor_wape
    assert 80 < made.units[0] < 125


def test_an_intermittent_series_is_forecast_by_its_mean_rate() -> None:
    """About 30 every other month: 15 a month, where the last month alone says 0 or 30."""
    units = [30, 0, 28, 0, 31, 0, 0, 29, 0, 27, 0]
    assert is_intermittent(units)
    made = forecast(units)
    assert made.method in {"Croston, Syntetos-Boylan", "ADIDA"}
    assert all(8 <= each <= 20 for each in made.units)


def test_an_item_without_orders_is_forecast_to_have_none() -> None:
    made = forecast([0, 0, 0, 0, 0, 0])
    assert made.units == (0,) * 6
    assert made.wape is None


def test_months_before_the_first_order_are_no_history() -> None:
    late = forecast([0, 0, 0, 0, 50, 60, 55, 58, 61, 57])
    same = forecast([50, 60, 55, 58, 61, 57])
    assert late.units == same.units
    assert late.tested == same.tested


def test_a_missing_month_is_a_month_without_orders() -> None:
    gap = [each for each in lines([50, 60, 0, 58]) if each.units]
    whole = baseline_forecast(lines([50, 60, 0, 58]), months_ahead=3)
    assert baseline_forecast(gap, months_ahead=3) == whole


def test_an_interval_is_the_tested_error_growing_with_the_root_of_time() -> None:
    made = forecast([100, 140, 60, 120, 80, 140, 60, 130, 70, 110, 150])
    assert made.high_units is not None
    errors = [each.actual_units - each.forecast_units for each in made.tested]
    sigma = sqrt(sum(error**2 for error in errors) / len(errors))
    for ahead, (mean, high) in enumerate(zip(made.units, made.high_units, strict=True), start=1):
        expected = mean + NormalDist().inv_cdf(0.9) * sigma * sqrt(ahead)
        assert high == pytest.approx(expected, abs=0.51)


@pytest.fixture(scope="module")
def halden() -> BaselineForecast:
    return baseline_forecast(halden_foods().history, months_ahead=6)


def test_halden_is_forecast_by_region_item_and_tier(halden: BaselineForecast) -> None:
    company = halden_foods()
    assert len(halden.series) == 3 * 24 * 3
    assert len(halden.lines) == 6 * len(halden.series)
    assert {line.month for line in halden.lines} == {line.month for line in company.forecast}
    assert halden.wape is not None
    assert halden.floor_wape is not None
    assert halden.wape <= halden.floor_wape < 0.10


def test_the_same_history_gives_the_same_forecast(halden: BaselineForecast) -> None:
    turned = tuple(reversed(halden_foods().history))
    assert baseline_forecast(halden_foods().history, months_ahead=6) == halden
    again = baseline_forecast(turned, months_ahead=6)
    assert {(s.region, s.sku, s.tier): s.units for s in again.series} == {
        (s.region, s.sku, s.tier): s.units for s in halden.series
    }


def test_the_library_is_not_loaded_until_something_is_forecast() -> None:
    """It takes seconds, and most commands never forecast."""
    code = "import sys, planning.forecast; sys.exit('statsforecast' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
