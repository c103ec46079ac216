"""Months split into weeks: nothing lost, nothing on closed days."""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from planning.calendar_weeks import (
    days_of_month,
    largest_remainder,
    monday_of,
    planning_weeks,
    split_month,
    working_day_weight,
    working_days,
)

MONTHS = st.dates(date(2020, 1, 1), date(2035, 12, 31)).map(lambda day: day.replace(day=1))
WEIGHTS = st.lists(st.integers(0, 50) | st.fractions(0, 9), min_size=1, max_size=8)


@given(total=st.integers(0, 10**7), weights=WEIGHTS)
def test_parts_are_within_a_unit_of_their_share_and_add_up(
    total: int, weights: Sequence[Fraction | int]
) -> None:
    parts = largest_remainder(total, weights)
    assert sum(parts) == total
    whole = sum(weights)
    for part, weight in zip(parts, weights, strict=True):
        share = Fraction(total) * weight / whole if whole else Fraction(total, len(weights))
        assert abs(part - share) < 1


@given(units=st.integers(0, 10**6), month=MONTHS, closed=st.sets(st.integers(1, 28), max_size=27))
def test_a_months_parts_add_up_in_the_weeks_it_touches(
    units: int, month: date, closed: set[int]
) -> None:
    parts = split_month(units, month, working_day_weight([month.replace(day=d) for d in closed]))
    assert sum(parts.values()) == units
    assert set(parts) == {monday_of(day) for day in days_of_month(month)}
    assert not any(monday.weekday() for monday in parts)


def test_a_closed_week_gets_nothing() -> None:
    christmas = [date(2026, 12, day) for day in range(21, 28)]
    parts = split_month(1_000, date(2026, 12, 1), working_day_weight(christmas))
    assert parts[date(2026, 12, 21)] == 0
    assert sum(parts.values()) == 1_000


def test_a_month_with_every_day_closed_is_spread_evenly() -> None:
    month = date(2026, 11, 1)
    parts = split_month(60, month, working_day_weight(days_of_month(month)))
    assert list(parts.values()) == [10] * 6


@given(day=st.dates(date(2020, 1, 1), date(2035, 1, 1)), count=st.integers(1, 60))
def test_planning_weeks_are_consecutive_mondays(day: date, count: int) -> None:
    weeks = planning_weeks(monday_of(day), count)
    assert len(weeks) == count
    assert weeks[0] <= day < weeks[0] + timedelta(days=7)
    assert all(after - before == timedelta(days=7) for before, after in pairwise(weeks))


def test_weekends_are_no_working_days_closed_or_not() -> None:
    monday = date(2026, 12, 21)
    assert working_days(monday, []) == 5
    assert working_days(monday, [date(2026, 12, 26), date(2026, 12, 27)]) == 5
    assert working_days(monday, days_of_month(date(2026, 12, 1))) == 0


def test_a_leap_february() -> None:
    assert len(days_of_month(date(2028, 2, 1))) == 29
