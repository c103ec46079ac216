"""A sheet to correct and send back: one region's numbers, a row per product and tier."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from planning.company import Company

Key = tuple[str, str, date]
"""SKU, tier, first day of the month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    sku: str
    name: str
    tier: str
    """Its code."""
    tier_name: str
    units: tuple[int | None, ...]
    """By month; None where no number is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prefilled:
    months: tuple[date, ...]
    rows: tuple[SheetRow, ...]

    @property
    def cells(self) -> tuple[Key, ...]:
        """What the numbers are of, row by row."""
        return tuple((row.sku, row.tier, month) for row in self.rows for month in self.months)


def prefilled(
    company: Company, region: str, months: tuple[date, ...], units: dict[Key, int]
) -> Prefilled:
    """The region's numbers in the company's own order; `units` may be of more than is asked.

    A product and tier has a row where last month's forecast or `units` has a number.
    """
    last = {(line.sku, line.tier): None for line in company.forecast if line.region == region} | {
        (sku, tier): None for sku, tier, _ in units
    }
    shown = tuple(sorted({*months, *(month for _, _, month in units)}))
    return Prefilled(
        months=shown,
        rows=tuple(
            SheetRow(
                sku=item.sku,
                name=item.name,
                tier=tier.code,
                tier_name=tier.name,
                units=tuple(units.get((item.sku, tier.code, month)) for month in shown),
            )
            for item in company.items
            for tier in company.tiers
            if (item.sku, tier.code) in last
        ),
    )


def last_forecast(company: Company, region: str, months: Iterable[date]) -> dict[Key, int]:
    """What the region's forecast said last month, for these months."""
    wanted = set(months)
    return {
        (line.sku, line.tier, line.month): line.units
        for line in company.forecast
        if line.region == region and line.month in wanted
    }
