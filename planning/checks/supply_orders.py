"""R74, R75: what is ordered from suppliers: too much at once, or not come yet."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from planning import figures
from planning.checks.finding import Finding, Severity
from planning.checks.places import Places, Spot
from planning.company import Company, Component


def least_orders(company: Company, places: Places) -> Iterator[Finding]:
    """R74: the least order lasts for more than a year."""
    used = yearly_use(company)
    for at, part in enumerate(company.components):
        least = part.min_order_quantity
        if least and least > used[part.code]:
            yield places.finding(
                Spot("components", at, "min_order_quantity"),
                rule="R74",
                severity=Severity.WARNING,
                observed=figures.number(least),
                expected=f"a year's use, {figures.number(int(used[part.code]))} {part.unit}",
                message=f"The least order of {part.name} lasts for more than a year.",
                impact_units=None,
                impact_eur=_cost(part, Decimal(least) - used[part.code]),
                kind="least orders above a year's use",
                fix="Check the quantity and its unit, or agree on less with the supplier.",
            )


def overdue(company: Company, places: Places) -> Iterator[Finding]:
    """R75: an open order that should have arrived before the plan begins."""
    costs = {part.code: part.unit_cost_eur for part in company.components}
    costs |= {item.sku: item.variable_cost_eur for item in company.items}
    for at, supply in enumerate(company.open_supply):
        if supply.arrives < company.plan_start:
            yield places.finding(
                Spot("open_supply", at, "arrives"),
                rule="R75",
                severity=Severity.WARNING,
                observed=supply.arrives.isoformat(),
                expected=f"{company.plan_start.isoformat()} or later",
                message=f"{supply.reference} was due {figures.day(supply.arrives)}; we count "
                f"{figures.number(supply.quantity)} of {supply.code} in the first week.",
                impact_units=supply.quantity,
                impact_eur=costs[supply.code] * supply.quantity,
                kind="open orders past due",
                fix="Confirm a new date with the supplier, or close the order.",
            )


def forecast_units(company: Company) -> dict[str, int]:
    """By item, over all regions, tiers and months."""
    units: dict[str, int] = defaultdict(int)
    for line in company.forecast:
        units[line.sku] += line.units
    return units


def yearly_use(company: Company) -> dict[str, Decimal]:
    """Each component's use at the forecast over every level, a year's worth of its months."""
    months = len({line.month for line in company.forecast})
    used: dict[str, Decimal] = defaultdict(Decimal)
    level = {sku: Decimal(units) for sku, units in forecast_units(company).items()}
    while level:
        below: dict[str, Decimal] = defaultdict(Decimal)
        for row in company.recipe:
            issued = row.qty_per_unit / (1 - row.scrap_pct / 100)
            below[row.component] += level.get(row.sku, Decimal(0)) * issued
        for code, quantity in below.items():
            used[code] += quantity * 12 / max(months, 1)
        level = {code: quantity for code, quantity in below.items() if quantity}
    return used


def _cost(part: Component, quantity: Decimal) -> Decimal:
    return quantity * part.unit_cost_eur
