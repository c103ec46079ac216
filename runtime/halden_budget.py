"""What Halden's budget has of the year from November on: made in September, before the promotion.

It is what level, season and growth say, hoped for a little otherwise by family; the oat bars were
to be sold at last year's price.
"""

from collections import defaultdict
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

from planning.company_records import BudgetLine
from runtime.halden_demand import expected_of
from runtime.halden_products import ITEMS

MONTHS = tuple(date(2026 + at // 12, at % 12 + 1, 1) for at in range(10, 22))
"""November 2026 to October 2027."""
HOPED_PCT = {"Oat Bars": 101, "Granola": 104, "Seed Bars": 97, "Porridge Cups": 99}
PRICE_PCT = {"Oat Bars": 98}
"""Of the list price; others are budgeted at it."""
CENT = Decimal("0.01")


def budget(closed_days: tuple[date, ...]) -> tuple[BudgetLine, ...]:
    """A line a region, item and month, tiers summed, in the company's own currency."""
    units: dict[tuple[str, str, date], int] = defaultdict(int)
    for line in expected_of(MONTHS, closed_days):
        units[line.region, line.sku, line.month] += line.units
    items = {item.sku: item for item in ITEMS}
    return tuple(
        BudgetLine(
            region=region,
            sku=sku,
            month=month,
            units=round(count * HOPED_PCT[items[sku].family] / 100),
            price=_price(items[sku].price_eur, items[sku].family),
        )
        for (region, sku, month), count in units.items()
    )


def _price(list_price: Decimal, family: str) -> Decimal:
    return (list_price * PRICE_PCT.get(family, 100) / 100).quantize(CENT, ROUND_HALF_EVEN)
