"""Daily records of a maker's flows: what was ordered, made and issued of each item."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from planning.calendar_weeks import DAY, WEEK, days_of_month, monday_of

Daily = Mapping[str, Mapping[date, Decimal]]
"""By item and day. A day without an entry had none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRecords:
    """All a company may have to show before anyone has written master data down."""

    ordered: Daily
    made: Daily
    issued: Daily
    """Left the factory."""
    groups: Mapping[str, str]
    """Item to product group."""


class NothingRecorded(ValueError):
    """The records hold no complete month of orders for anything that was made."""


def before(daily: Daily, day: date) -> Daily:
    """What was known on the morning of a day."""
    return {
        code: {on: quantity for on, quantity in days.items() if on < day}
        for code, days in daily.items()
    }


def recorded_days(daily: Daily) -> tuple[date, date]:
    """First and last day with anything on it: zeros at either end mean that nobody wrote."""
    days = [on for known in daily.values() for on, quantity in known.items() if quantity]
    if not days:
        raise NothingRecorded
    return min(days), max(days)


def complete_months(first: date, last: date) -> tuple[date, ...]:
    """First days of the months that lie wholly between two days, these included.

    >>> [month.isoformat() for month in complete_months(date(2023, 1, 1), date(2023, 3, 30))]
    ['2023-01-01', '2023-02-01']
    """
    months: list[date] = []
    month = first.replace(day=1)
    while (end := days_of_month(month)[-1]) <= last:
        months += [month] if month >= first else []
        month = end + DAY
    return tuple(months)


def by_month(days: Mapping[date, Decimal]) -> dict[date, int]:
    """Whole units a month; fractions are summed before they are rounded, half up."""
    sums: dict[date, Decimal] = defaultdict(Decimal)
    for on, quantity in days.items():
        sums[on.replace(day=1)] += quantity
    return {month: whole(quantity) for month, quantity in sums.items()}


def by_complete_week(daily: Daily, codes: Iterable[str], first: date, last: date) -> list[Decimal]:
    """Total of some items in each week from Monday to Sunday that lies between two days."""
    monday = first if not first.weekday() else monday_of(first) + WEEK
    weeks: list[Decimal] = []
    chosen = [daily.get(code, {}) for code in codes]
    while monday + WEEK - DAY <= last:
        days = [monday + DAY * at for at in range(7)]
        weeks.append(
            sum((known.get(on, Decimal(0)) for known in chosen for on in days), Decimal(0))
        )
        monday += WEEK
    return weeks


def least_opening_stock(made: Mapping[date, Decimal], issued: Mapping[date, Decimal]) -> Decimal:
    """The least stock with which no day ends below zero: -min(cumulative made - issued), or 0.

    >>> monday, tuesday = date(2023, 1, 2), date(2023, 1, 3)
    >>> least_opening_stock({tuesday: Decimal(9)}, {monday: Decimal(4), tuesday: Decimal(1)})
    Decimal('4')
    """
    running = least = Decimal(0)
    for on in sorted({*made, *issued}):
        running += made.get(on, Decimal(0)) - issued.get(on, Decimal(0))
        least = min(least, running)
    return -least


def stock_now(made: Mapping[date, Decimal], issued: Mapping[date, Decimal]) -> Decimal:
    """Least opening stock + made - issued, over everything recorded."""
    return least_opening_stock(made, issued) + total(made) - total(issued)


def total(days: Mapping[date, Decimal]) -> Decimal:
    return sum(days.values(), Decimal(0))


def whole(quantity: Decimal) -> int:
    return int(quantity.to_integral_value(ROUND_HALF_UP))
