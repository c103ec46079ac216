"""Demand lines as series of consecutive months."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from planning.company import DemandLine

MONTHS_PER_YEAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """What was ordered of an item in a region by a tier, month after month, none left out."""

    region: str
    sku: str
    tier: str
    first_month: date
    units: tuple[int, ...]

    @property
    def last_month(self) -> date:
        return month_plus(self.first_month, len(self.units) - 1)


def series_of(lines: Sequence[DemandLine]) -> tuple[Series, ...]:
    """One per region, item and tier, in the lines' order, from its first order to the last month.

    All end in the last month any line is about: a missing line is a month without orders.
    A series without any order keeps its last month alone.
    """
    if not lines:
        return ()
    last = max(line.month for line in lines)
    by_key: dict[tuple[str, str, str], dict[date, int]] = defaultdict(lambda: defaultdict(int))
    for line in lines:
        by_key[line.region, line.sku, line.tier][line.month] += line.units
    return tuple(_one(key, units, last) for key, units in by_key.items())


def month_plus(month: date, months: int) -> date:
    """The first day of the month so many later.

    >>> month_plus(date(2026, 11, 1), 3).isoformat()
    '2027-02-01'
    """
    count = month.year * MONTHS_PER_YEAR + month.month - 1 + months
    return date(count // MONTHS_PER_YEAR, count % MONTHS_PER_YEAR + 1, 1)


def months_between(earlier: date, later: date) -> int:
    """Whole calendar months from the month of one day to that of another.

    >>> months_between(date(2026, 11, 1), date(2027, 2, 14))
    3
    """
    return (later.year - earlier.year) * MONTHS_PER_YEAR + later.month - earlier.month


def months_after(month: date, count: int) -> tuple[date, ...]:
    return tuple(month_plus(month, ahead) for ahead in range(1, count + 1))


def _one(key: tuple[str, str, str], units: dict[date, int], last: date) -> Series:
    region, sku, tier = key
    first = min((month for month, count in units.items() if count > 0), default=last)
    months = tuple(month_plus(first, at) for at in range(months_between(first, last) + 1))
    return Series(
        region=region,
        sku=sku,
        tier=tier,
        first_month=first,
        units=tuple(units.get(month, 0) for month in months),
    )
