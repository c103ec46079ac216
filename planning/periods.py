"""The planning calendar: weeks in the near term and, if the company wishes, months beyond.

A month is the planning weeks whose Monday lies in it, so that every period begins on a Monday and
is a whole number of weeks: one calendar for demand, capacity and orders.
"""

from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from planning.calendar_weeks import WEEK, planning_weeks
from planning.company import Company


class Period(NamedTuple):
    starts: date
    weeks: int
    first: int
    """Its first week, counted from the plan's start."""

    @property
    def after(self) -> int:
        """The week after its last, counted from the plan's start."""
        return self.first + self.weeks


def periods_of(company: Company) -> tuple[Period, ...]:
    """Every planning period in order; all of one week where `weekly_weeks` is 0."""
    return _periods(company.plan_start, company.horizon_weeks, company.weekly_weeks)


@lru_cache(maxsize=64)
def _periods(start: date, count: int, weekly: int) -> tuple[Period, ...]:
    weeks = planning_weeks(start, count)
    near = weekly or len(weeks)
    periods = [Period(monday, 1, at) for at, monday in enumerate(weeks[:near])]
    months = groupby(enumerate(weeks[near:], start=near), key=lambda one: one[1].replace(day=1))
    for _, group in months:
        own = list(group)
        first, monday = own[0]
        periods.append(Period(monday, len(own), first))
    return tuple(periods)


def starts_of(company: Company) -> tuple[date, ...]:
    """The Monday on which each planning period begins."""
    return tuple(period.starts for period in periods_of(company))


def period_of_week(company: Company) -> tuple[int, ...]:
    """For each week of the plan, the period that holds it."""
    return _held_by(periods_of(company))


@lru_cache(maxsize=64)
def _held_by(periods: tuple[Period, ...]) -> tuple[int, ...]:
    return tuple(at for at, one in enumerate(periods) for _ in range(one.weeks))


def arrival_periods(company: Company, lead_weeks: int) -> tuple[int | None, ...]:
    """By the period an order is placed in, the one it arrives in; None after the plan's end.

    An order is placed in the first week of its period, so one with a lead time shorter than a
    month arrives in the month it is placed in.
    """
    return _arrivals(periods_of(company), lead_weeks)


@lru_cache(maxsize=512)
def _arrivals(periods: tuple[Period, ...], lead_weeks: int) -> tuple[int | None, ...]:
    held_by = _held_by(periods)
    weeks = [period.first + lead_weeks for period in periods]
    return tuple(held_by[week] if week < len(held_by) else None for week in weeks)


def period_at(company: Company, week: int) -> int | None:
    """The period that holds a week, counted from the plan's start; None outside the plan."""
    return period_of_week(company)[week] if 0 <= week < company.horizon_weeks else None


def period_of(company: Company, day: date) -> int | None:
    """The period that holds a day; None outside the plan."""
    return period_at(company, (day - company.plan_start) // WEEK)


def by_period(company: Company, weekly: tuple[int, ...]) -> tuple[int, ...]:
    """Numbers a week, summed within each period.

    What is given stands as it is where every period is a week.
    """
    if not company.weekly_weeks:
        return weekly
    return tuple(sum(weekly[one.first : one.after]) for one in periods_of(company))


def shares_before(company: Company, weeks: int) -> tuple[tuple[float, ...], ...]:
    """For each period, how much of every period lies in the last `weeks` weeks before its end.

    What comes evenly in a month is as old as the week it came in: the shares say what of it is no
    older than `weeks` weeks at the period's end.
    """
    periods = periods_of(company)
    return tuple(
        tuple(_overlap(one, period.after - weeks, period.after) for one in periods)
        for period in periods
    )


def shares_after(company: Company, weeks: int) -> tuple[tuple[float, ...] | None, ...]:
    """For each period, how much of every period lies in the `weeks` weeks after its end.

    None where the plan ends earlier than that.
    """
    periods = periods_of(company)
    return tuple(
        tuple(_overlap(one, period.after, period.after + weeks) for one in periods)
        if period.after + weeks <= company.horizon_weeks
        else None
        for period in periods
    )


def _overlap(period: Period, first: int, after: int) -> float:
    return max(min(period.after, after) - max(period.first, first), 0) / period.weeks
