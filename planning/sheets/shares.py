"""A number for some days, split over the months they fall into."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from math import floor

from planning.calendar_weeks import DAY, is_working_day, largest_remainder
from planning.sheets.periods import Span, month_span


def by_month(
    units: int, span: Span, closed_days: tuple[date, ...] = ()
) -> Iterator[tuple[Span, int]]:
    """The part of each month in which somebody works, by its working days.

    The parts sum to the number. Where nobody works at all, the days themselves count.

    >>> week = Span(first=date(2026, 11, 30), ends=date(2026, 12, 7))  # a Monday, four in December
    >>> [(str(part.first), units) for part, units in by_month(100, week)]
    [('2026-11-30', 20), ('2026-12-01', 80)]
    """
    if span.ends <= month_span(span.first).ends:
        yield span, units
        return
    parts = list(months_of(span))
    worked = [working_days(part, closed_days) for part in parts]
    weights = worked if any(worked) else [(part.ends - part.first).days for part in parts]
    shares = largest_remainder(units, weights)
    for part, weight, share in zip(parts, weights, shares, strict=True):
        if weight:
            yield part, share


def months_of(span: Span) -> Iterator[Span]:
    first = span.first
    while first < span.ends:
        ends = min(month_span(first).ends, span.ends)
        yield Span(first=first, ends=ends)
        first = ends


def working_days(span: Span, closed_days: tuple[date, ...]) -> int:
    days = range((span.ends - span.first).days)
    return sum(is_working_day(span.first + DAY * at, closed_days) for at in days)


def round_half_up(amount: Fraction) -> int:
    """To whole units, away from zero on a tie, as `ROUND_HALF_UP` does.

    >>> round_half_up(Fraction(5, 2)), round_half_up(Fraction(-5, 2)), round_half_up(Fraction(7, 3))
    (3, -3, 2)
    """
    size = floor(abs(amount) + Fraction(1, 2))
    return size if amount >= 0 else -size
