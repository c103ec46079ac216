"""Planning weeks, and months split into them by working days."""

from collections.abc import Callable, Collection, Sequence
from datetime import date, timedelta
from fractions import Fraction
from math import lcm

WEEK = timedelta(weeks=1)
DAY = timedelta(days=1)
SATURDAY = 5
WORKING_DAYS_PER_WEEK = 5

DayWeight = Callable[[date], Fraction | int]


def monday_of(day: date) -> date:
    """The Monday of the day's ISO week.

    >>> monday_of(date(2026, 12, 10)).isoformat()
    '2026-12-07'
    """
    return day - DAY * day.weekday()


def planning_weeks(start: date, count: int) -> tuple[date, ...]:
    """The Mondays of `count` weeks from `start`, itself a Monday."""
    return tuple(start + WEEK * index for index in range(count))


def working_days(monday: date, closed_days: Collection[date]) -> int:
    """Monday to Friday, less the days closed.

    >>> working_days(date(2026, 12, 21), [date(2026, 12, 24), date(2026, 12, 25)])
    3
    """
    return sum(is_working_day(monday + DAY * index, closed_days) for index in range(7))


def is_working_day(day: date, closed_days: Collection[date]) -> bool:
    return day.weekday() < SATURDAY and day not in closed_days


def working_day_by(day: date, closed_days: Collection[date]) -> date:
    """The day itself, or the last working day before it.

    >>> working_day_by(date(2026, 12, 27), [date(2026, 12, 24), date(2026, 12, 25)]).isoformat()
    '2026-12-23'
    """
    while not is_working_day(day, closed_days):
        day -= DAY
    return day


def working_day_after(day: date, count: int, closed_days: Collection[date]) -> date:
    """The `count`-th working day after `day`.

    >>> working_day_after(date(2026, 11, 5), 2, [date(2026, 11, 6)]).isoformat()
    '2026-11-10'
    """
    while count:
        day += DAY
        count -= is_working_day(day, closed_days)
    return day


def largest_remainder(total: int, weights: Sequence[Fraction | int]) -> tuple[int, ...]:
    """`total` in whole parts proportional to `weights`: round down, then one more to each of the
    largest remainders (the earlier part on a tie), so that the sum is exact.

    With no weight anywhere the parts are equal.

    >>> largest_remainder(10, [1, 1, 1])
    (4, 3, 3)
    >>> largest_remainder(7, [5, 3, 0])
    (4, 3, 0)
    """
    scale = lcm(*(weight.denominator for weight in weights))
    counts = [weight.numerator * (scale // weight.denominator) for weight in weights]
    whole = sum(counts)
    if not whole:
        counts, whole = [1] * len(weights), len(weights)
    quotas = [divmod(total * count, whole) for count in counts]
    parts = [part for part, _ in quotas]
    by_remainder = sorted(range(len(parts)), key=lambda at: (-quotas[at][1], at))
    for at in by_remainder[: total - sum(parts)]:
        parts[at] += 1
    return tuple(parts)


def days_of_month(month: date) -> list[date]:
    days = (month.replace(day=1) + DAY * index for index in range(31))
    return [day for day in days if day.month == month.month]


def working_day_weight(closed_days: Collection[date]) -> DayWeight:
    """1 for a working day, 0 for a weekend or a closed day."""
    return lambda day: int(is_working_day(day, closed_days))


def split_month(units: int, month: date, weight: DayWeight) -> dict[date, int]:
    """A month's units by the Monday of each week it touches, by the weight of the days they share.

    A week that two months share gets a part of each; the parts of one month sum to its units.

    >>> parts = split_month(21, date(2026, 12, 1), working_day_weight([]))
    >>> {monday.isoformat(): units for monday, units in parts.items()}
    {'2026-11-30': 4, '2026-12-07': 5, '2026-12-14': 4, '2026-12-21': 4, '2026-12-28': 4}
    """
    return split_by(units, month_weights(month, weight))


def month_weights(month: date, weight: DayWeight) -> dict[date, Fraction | int]:
    """The weight of the month's days by the Monday of their week."""
    weights: dict[date, Fraction | int] = {}
    for day in days_of_month(month):
        monday = monday_of(day)
        weights[monday] = weights.get(monday, 0) + weight(day)
    return weights


def split_by(units: int, weights: dict[date, Fraction | int]) -> dict[date, int]:
    return dict(zip(weights, largest_remainder(units, list(weights.values())), strict=True))
