"""What Erik's workbook says, row by row; how it looks is `runtime/halden_file_nordics.py`.

His first version forgets the promotion for one bar, and has a late number in a row of its own,
under the one that still has the earlier.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from planning.company import Company, Item
from planning.demand import with_uplift
from runtime.halden import OAT_BARS_PROMOTION

REGION = "nordics"
FORGOTTEN_SKU = "OB-05"
STANDS_TWICE = ("SB-03", "retail", date(2026, 12, 1))
TYPED_PCT = 108
"""What the late number is of the one above it."""

Units = tuple[int | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastRow:
    """One product and tier; a month's number, or None where the cell stays empty."""

    item: Item
    tier: str
    """As the sheet names it."""
    units: Units


def months_of(company: Company) -> tuple[date, ...]:
    return tuple(sorted({line.month for line in company.forecast}))


def rows_by_family(company: Company, *, corrected: bool) -> dict[str, tuple[ForecastRow, ...]]:
    """The region's rows in the company's order. A number twice comes last in its family."""
    said = _said(company)
    if not corrected:
        plain = _said(with_uplift(company, OAT_BARS_PROMOTION.code, Decimal(0)))
        said |= {key: units for key, units in plain.items() if key[0] == FORGOTTEN_SKU}
    rows: dict[str, tuple[ForecastRow, ...]] = {}
    for family in dict.fromkeys(item.family for item in company.items):
        rows[family] = tuple(_rows(company, family, said))
        if not corrected:
            rows[family] += tuple(_late_rows(company, family, said))
    return rows


Said = dict[tuple[str, str], dict[date, int]]
"""By SKU and tier, then month."""


def _said(company: Company) -> Said:
    said: Said = defaultdict(dict)
    for line in company.forecast:
        if line.region == REGION:
            said[line.sku, line.tier][line.month] = line.units
    return dict(said)


def _rows(company: Company, family: str, said: Said) -> Iterator[ForecastRow]:
    months = months_of(company)
    for item in company.items:
        for tier in company.tiers:
            if item.family == family and (item.sku, tier.code) in said:
                by_month = said[item.sku, tier.code]
                units = tuple(by_month.get(month) for month in months)
                yield ForecastRow(item=item, tier=tier.name, units=units)


def _late_rows(company: Company, family: str, said: Said) -> Iterator[ForecastRow]:
    sku, tier_code, late = STANDS_TWICE
    item = next(item for item in company.items if item.sku == sku)
    tier = next(tier for tier in company.tiers if tier.code == tier_code)
    if item.family == family:
        units = round(Decimal(said[sku, tier_code][late]) * TYPED_PCT / 100, -2)
        yield ForecastRow(
            item=item,
            tier=tier.name,
            units=tuple(int(units) if month == late else None for month in months_of(company)),
        )
