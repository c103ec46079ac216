"""Every line that must be there and no other, a number per planning period in each."""

from collections.abc import Iterator

from planning.company import Company
from planning.plan import Plan
from planning.rules import Case
from planning.supply.checking.violation import QUANTITY_TOLERANCE, Violation
from planning.supply.facts import uses, weeks_of
from planning.supply.openings import moved_demand

Series = tuple[str, tuple[int | float, ...]]


def shape(case: Case, plan: Plan) -> Iterator[Violation]:
    for what, wanted, found in _lines(case, plan):
        if wanted != found:
            yield Violation(rule="shape", what=what, week=0, by=abs(len(wanted) - len(found)))
    periods = len(weeks_of(case.company))
    for what, numbers in series(plan):
        if len(numbers) != periods:
            yield Violation(rule="shape", what=what, week=0, by=len(numbers))
    yield from _kept_only_where_used(case.company, plan)


def _lines(case: Case, plan: Plan) -> Iterator[tuple[str, list[object], list[object]]]:
    company = case.company
    tiers = [tier.code for tier in company.tiers]
    yield "weeks", list(weeks_of(company)), list(plan.weeks)
    yield (
        "sales",
        [(r.sku, r.tier) for r in case.demand],
        [(s.sku, s.tier) for s in plan.sales],
    )
    yield "items", [item.sku for item in company.items], [line.sku for line in plan.items]
    yield (
        "components",
        [c.code for c in company.components],
        [c.code for c in plan.components],
    )
    yield "resources", [r.code for r in company.resources], [r.code for r in plan.resources]
    yield (
        "other lines",
        [(one.sku, one.resource) for one in company.routings],
        [(one.sku, one.resource) for one in plan.moved],
    )
    yield from _decided(case, plan)
    yield (
        "other suppliers",
        [(one.component, one.supplier) for one in company.sources],
        [(one.component, one.supplier) for one in plan.sourced],
    )
    yield (
        "alternates",
        [(one.component, one.alternate) for one in company.alternates],
        [(one.component, one.alternate) for one in plan.swapped],
    )
    yield (
        "substitutes",
        [(one.sku, one.substitute, tier) for one in company.substitutes for tier in tiers]
        if plan.stood_in or company.substitutes
        else [],
        [(one.sku, one.substitute, one.tier) for one in plan.stood_in],
    )


def _decided(case: Case, plan: Plan) -> Iterator[tuple[str, list[object], list[object]]]:
    """What only some companies state, and what only levers bring about."""
    yield (
        "regions served",
        [(one.sku, one.resource, one.region) for one in moved_demand(case)],
        [(one.sku, one.resource, one.region) for one in plan.served],
    )
    yield (
        "setups",
        [(one.sku, one.resource) for one in case.company.setups],
        [(line.sku, line.resource) for line in plan.setups],
    )
    repriced = {one.sku for one in case.rules.repriced}
    yield (
        "prices",
        [item.sku for item in case.company.items if item.sku in repriced],
        [line.sku for line in plan.prices],
    )


def _kept_only_where_used(company: Company, plan: Plan) -> Iterator[Violation]:
    """What may be empty is, exactly where the company has no use for it."""
    waits = {tier.code for tier in company.tiers if tier.waits_weeks is not None}
    perishable = {item.sku for item in company.items if item.shelf_life_weeks is not None}
    made = {part.code for part in company.components if part.resource is not None}
    for what, used, there in (
        *((f"{s.sku} waiting in {s.tier}", s.tier in waits, s.waiting_units) for s in plan.sales),
        *((f"{i.sku} written off", i.sku in perishable, i.written_off_units) for i in plan.items),
        *((f"{c.code} started", c.code in made, c.started) for c in plan.components),
        *((f"{c.code} started late", c.code in made, c.started_overtime) for c in plan.components),
    ):
        if used is not bool(there):
            yield Violation(rule="shape", what=what, week=0, by=len(there))


def series(plan: Plan) -> Iterator[Series]:
    """Every row of numbers that must not be empty, with what it says."""
    for sales in plan.sales:
        yield f"{sales.sku} demand of {sales.tier}", sales.demand_units
        yield f"{sales.sku} shipped to {sales.tier}", sales.shipped_units
        yield from _unless_empty(f"{sales.sku} waiting in {sales.tier}", sales.waiting_units)
    for item in plan.items:
        yield f"{item.sku} regular production", item.regular_units
        yield f"{item.sku} overtime production", item.overtime_units
        yield f"{item.sku} stock", item.stock_units
        yield from _unless_empty(f"{item.sku} written off", item.written_off_units)
    for part in plan.components:
        yield f"{part.code} stock", part.stock
        yield f"{part.code} ordered", part.ordered
        yield f"{part.code} expedited", part.expedited
        yield from _unless_empty(f"{part.code} started", part.started)
        yield from _unless_empty(f"{part.code} started in overtime", part.started_overtime)
    for resource in plan.resources:
        yield f"{resource.code} regular hours", resource.regular_hours
        yield f"{resource.code} overtime hours", resource.overtime_hours
        yield f"{resource.code} available hours", resource.available_hours
    yield from _wider_series(plan)


def _wider_series(plan: Plan) -> Iterator[Series]:
    for moved in plan.moved:
        yield f"{moved.sku} on {moved.resource}", moved.regular_units
        yield f"{moved.sku} on {moved.resource} in overtime", moved.overtime_units
    for setup in plan.setups:
        yield f"{setup.sku} set up on {setup.resource}", setup.setups
    for price in plan.prices:
        yield f"{price.sku} price", tuple(map(float, price.price_eur))
    for source in plan.sourced:
        yield f"{source.component} from {source.supplier}", source.ordered
    for swap in plan.swapped:
        yield f"{swap.alternate} for {swap.component}", swap.quantity
    for instead in plan.stood_in:
        yield f"{instead.substitute} for {instead.sku} to {instead.tier}", instead.units


def _unless_empty(what: str, numbers: tuple[int | float, ...]) -> Iterator[Series]:
    if numbers:
        yield what, numbers


def signs(case: Case, plan: Plan) -> Iterator[Violation]:
    """Component stock may be below zero by what a hundredth of a unit of each item uses."""
    used = sum(uses(case.company).values())
    for what, numbers in series(plan):
        if min(numbers) >= 0:
            continue
        for week, number in enumerate(numbers):
            if number < (0 if isinstance(number, int) else -QUANTITY_TOLERANCE * (1 + used)):
                yield Violation(rule="never below zero", what=what, week=week, by=-number)
