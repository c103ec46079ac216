"""What one version of a region's numbers says otherwise than the one before it, cell by cell."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Key = tuple[str, str, date]
"""SKU, tier, first day of the month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellMove:
    """One number that moved. None where a version doesn't have it at all: a blank isn't a zero."""

    sku: str
    tier: str
    month: date
    before: int | None
    after: int | None
    worth_eur: Decimal
    """The difference at list price."""

    @property
    def units(self) -> int:
        return (self.after or 0) - (self.before or 0)


def cell_moves(
    before: Mapping[Key, int], after: Mapping[Key, int], prices_eur: Mapping[str, Decimal]
) -> tuple[CellMove, ...]:
    """Every number that differs, the dearest first; a product without a price counts nothing.

    >>> december = date(2026, 12, 1)
    >>> moved = cell_moves({("A", "t", december): 5}, {("B", "t", december): 0}, {"A": Decimal(2)})
    >>> [(one.sku, one.before, one.after, one.worth_eur) for one in moved]
    [('A', 5, None, Decimal('-10')), ('B', None, 0, Decimal('0'))]
    """
    found = [
        CellMove(
            sku=sku,
            tier=tier,
            month=month,
            before=before.get((sku, tier, month)),
            after=after.get((sku, tier, month)),
            worth_eur=prices_eur.get(sku, Decimal(0))
            * (after.get((sku, tier, month), 0) - before.get((sku, tier, month), 0)),
        )
        for sku, tier, month in dict.fromkeys((*before, *after))
        if before.get((sku, tier, month)) != after.get((sku, tier, month))
    ]
    return tuple(sorted(found, key=lambda one: (-abs(one.worth_eur), one.sku, one.tier, one.month)))


def monthly(lines: Iterable[tuple[Key, int]]) -> dict[Key, int]:
    """Days and weeks of a month added up."""
    units: dict[Key, int] = {}
    for key, number in lines:
        units[key] = units.get(key, 0) + number
    return units
