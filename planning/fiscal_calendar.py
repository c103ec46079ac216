"""Fiscal years of whole weeks: quarters of 4-4-5, 4-5-4 or 5-4-4 weeks, some years with a 53rd."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from planning.calendar_weeks import WEEK

PATTERNS = {"4-4-5": (4, 4, 5), "4-5-4": (4, 5, 4), "5-4-4": (5, 4, 4)}
PERIODS, LAST_PERIOD = 12, 12
YEAR_WEEKS = (52, 53)
HALF_A_YEAR = timedelta(weeks=26)


@dataclass(frozen=True, slots=True, kw_only=True)
class FiscalCalendar:
    """A pattern, and the first day of each fiscal year there is to know."""

    pattern: tuple[int, ...]
    year_starts: tuple[date, ...]

    def period(self, year: int, number: int) -> tuple[date, date] | None:
        """First day of a period and of the next; None where the calendar doesn't know it.

        A fiscal year has the number of the calendar year that holds its middle. Its 53rd week,
        where it has one, belongs to its last period.

        >>> calendar = FiscalCalendar(
        ...     pattern=PATTERNS["4-4-5"], year_starts=(date(2025, 12, 29), date(2027, 1, 4))
        ... )
        >>> [day.isoformat() for day in calendar.period(2026, 3)]
        ['2026-02-23', '2026-03-30']
        >>> [day.isoformat() for day in calendar.period(2026, 12)]  # a year of 53 weeks
        ['2026-11-23', '2027-01-04']
        """
        start = next((day for day in self.year_starts if fiscal_year(day) == year), None)
        if start is None or not 1 <= number <= PERIODS:
            return None
        weeks = [*self.pattern] * 4
        first = start + WEEK * sum(weeks[: number - 1])
        following = next((day for day in self.year_starts if day > start), None)
        if number == LAST_PERIOD and following is not None:
            return first, following
        return first, first + WEEK * weeks[number - 1]


def fiscal_year(first_day: date) -> int:
    return (first_day + HALF_A_YEAR).year


def are_year_starts(days: Iterable[date]) -> bool:
    """Whether each is 52 or 53 weeks after the one before."""
    return all((later - day) in {WEEK * n for n in YEAR_WEEKS} for day, later in pairwise(days))
