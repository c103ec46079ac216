"""R35: a price or cost that jumped. R71: a lead time that changed. Against an earlier directory."""

from collections.abc import Iterator
from decimal import Decimal

from planning import figures
from planning.checks.finding import Finding, Severity
from planning.checks.places import Places, Spot
from planning.checks.supply_orders import forecast_units, yearly_use
from planning.company import Company, Component, Item

JUMP = Decimal("1.2")
"""By more than this factor, up or down."""


def changed_data(now: Company, before: Company, places: Places) -> Iterator[Finding]:
    """What stands in both directories and moved."""
    items = {item.sku: item for item in before.items}
    sold = forecast_units(now)
    for at, item in enumerate(now.items):
        if old := items.get(item.sku):
            for field in ("price_eur", "variable_cost_eur"):
                yield from _price(places, at, (old, item), field, sold[item.sku])
    used, parts = yearly_use(now), {part.code: part for part in before.components}
    for at, part in enumerate(now.components):
        if was := parts.get(part.code):
            yield from _cost(places, at, (was, part), used[part.code])
            yield from _lead_time(places, at, (was, part), used[part.code])


def _price(
    places: Places, at: int, moved: tuple[Item, Item], field: str, units: int
) -> Iterator[Finding]:
    old, new = getattr(moved[0], field), getattr(moved[1], field)
    if jumped(old, new):
        what = "price" if field == "price_eur" else "variable cost"
        yield places.finding(
            Spot("items", at, field),
            rule="R35",
            severity=Severity.WARNING,
            observed=figures.number(new),
            expected=f"near {figures.number(old)}, as before",
            message=f"{moved[1].sku} {moved[1].name}: its {what} went from "
            f"{figures.number(old)} to {figures.number(new)}.",
            impact_units=units,
            impact_eur=abs(new - old) * units,
            kind=f"a {what} that jumped",
            fix="Check the unit it is for, or confirm the change.",
        )


def _cost(
    places: Places, at: int, moved: tuple[Component, Component], used: Decimal
) -> Iterator[Finding]:
    old, new = moved[0].unit_cost_eur, moved[1].unit_cost_eur
    if jumped(old, new):
        yield places.finding(
            Spot("components", at, "unit_cost_eur"),
            rule="R35",
            severity=Severity.WARNING,
            observed=figures.number(new),
            expected=f"near {figures.number(old)}, as before",
            message=f"{moved[1].name}: its cost went from {figures.number(old)} to "
            f"{figures.number(new)} a {moved[1].unit}.",
            impact_units=None,
            impact_eur=abs(new - old) * used,
            kind="a component's cost that jumped",
            fix="Check the unit it is for, or confirm the change.",
        )


def _lead_time(
    places: Places, at: int, moved: tuple[Component, Component], used: Decimal
) -> Iterator[Finding]:
    old, new = moved[0].lead_time_weeks, moved[1].lead_time_weeks
    if old != new:
        yield places.finding(
            Spot("components", at, "lead_time_weeks"),
            rule="R71",
            severity=Severity.WARNING,
            observed=str(new),
            expected=f"{old}, as before",
            message=f"{moved[1].name} takes {figures.count(new, 'week')} now, "
            f"{figures.count(old, 'week')} before.",
            impact_units=None,
            impact_eur=used * moved[1].unit_cost_eur * abs(new - old) / 52,
            kind="lead times that changed",
            fix="Confirm the new lead time with the supplier.",
        )


def jumped(old: Decimal, new: Decimal) -> bool:
    """From or to nothing is a jump too.

    >>> jumped(Decimal(10), Decimal(13)), jumped(Decimal(10), Decimal(11)), jumped(
    ...     Decimal(10), Decimal(0))
    (True, False, True)
    """
    low, high = min(old, new), max(old, new)
    return high > low * JUMP
