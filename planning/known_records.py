"""Order records as they stood on one morning, and what they say about items and groups."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from planning.calendar_weeks import DAY
from planning.records import (
    NothingRecorded,
    OrderRecords,
    before,
    by_complete_week,
    complete_months,
    recorded_days,
    stock_now,
    total,
    whole,
)

ALL_PCT = 100


@dataclass(frozen=True, kw_only=True)
class Known:
    """Nothing from the morning itself or later is in it."""

    records: OrderRecords
    first: date
    last: date
    """Last day with an order."""
    skus: tuple[str, ...]
    """Items that were made."""
    months: tuple[date, ...]
    """Complete ones."""

    @cached_property
    def groups(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.group_of(sku) for sku in self.skus))

    @cached_property
    def never_made(self) -> tuple[str, ...]:
        ordered = (sku for sku, days in self.records.ordered.items() if total(days))
        return tuple(sku for sku in ordered if sku not in self.skus)

    def group_of(self, sku: str) -> str:
        return self.records.groups[sku]

    def skus_of(self, group: str) -> tuple[str, ...]:
        return tuple(sku for sku in self.skus if self.group_of(sku) == group)

    def ordered(self, skus: Sequence[str]) -> Decimal:
        return sum((total(self.records.ordered.get(sku, {})) for sku in skus), Decimal(0))

    def ordered_per_day(self, skus: Sequence[str]) -> Decimal:
        return self.ordered(skus) / ((self.last - self.first) // DAY + 1)

    def stock(self, sku: str) -> int:
        return whole(stock_now(self.records.made[sku], self.records.issued.get(sku, {})))

    def most_made_per_week(self, group: str) -> Decimal:
        """In the best complete week; before there was one, all that was made."""
        made, skus = self.records.made, self.skus_of(group)
        best = max(by_complete_week(made, skus, self.first, self.last), default=Decimal(0))
        return best or sum((total(made[sku]) for sku in skus), Decimal(0))

    def largest(self, share_pct: Decimal) -> frozenset[str]:
        """Items by units ordered, the largest first, until they make up the share."""
        wanted = self.ordered(self.skus) * share_pct / ALL_PCT
        chosen: list[str] = []
        for sku in sorted(self.skus, key=lambda sku: self.ordered([sku]), reverse=True):
            if self.ordered(chosen) >= wanted:
                break
            chosen.append(sku)
        return frozenset(chosen)


def known_on(day: date, records: OrderRecords) -> Known:
    """The records on the morning of a day; `NothingRecorded` if no month of them is complete."""
    past = OrderRecords(
        ordered=before(records.ordered, day),
        made=before(records.made, day),
        issued=before(records.issued, day),
        groups=records.groups,
    )
    first, last = recorded_days(past.ordered)
    months = complete_months(first, last)
    skus = tuple(sku for sku, days in past.made.items() if total(days))
    if not months or not skus:
        raise NothingRecorded
    return Known(records=past, first=first, last=last, skus=skus, months=months)
