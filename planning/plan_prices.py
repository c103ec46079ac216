"""What a plan sells at: the list price, or what a lever made of it from some period on."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from planning.company import Company
from planning.plan import Plan

NOTHING = Decimal(0)


class SoldAt(NamedTuple):
    """Units of an item shipped to a tier in one planning period, at the price of that period."""

    sku: str
    tier: str
    period: int
    units: int
    price_eur: Decimal


def sold_at(company: Company, plan: Plan) -> Iterator[SoldAt]:
    """Everything shipped, by item, tier and period; nothing where nothing is."""
    listed = {item.sku: item.price_eur for item in company.items}
    raised = {line.sku: line.price_eur for line in plan.prices}
    for line in plan.sales:
        own = raised.get(line.sku)
        for period, units in enumerate(line.shipped_units):
            if units:
                eur = listed[line.sku] if own is None else own[period]
                yield SoldAt(line.sku, line.tier, period, units, eur)


def revenue_of(company: Company, plan: Plan) -> dict[str, Decimal]:
    """EUR by item: units shipped * price, summed over the plan."""
    revenue = {item.sku: NOTHING for item in company.items}
    listed = {item.sku: item.price_eur for item in company.items}
    raised = {line.sku: line.price_eur for line in plan.prices}
    for line in plan.sales:
        if line.sku not in raised:
            revenue[line.sku] += sum(line.shipped_units) * listed[line.sku]
            continue
        for units, eur in zip(line.shipped_units, raised[line.sku], strict=True):
            revenue[line.sku] += units * eur
    return revenue
