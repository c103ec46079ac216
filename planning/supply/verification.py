"""An independent check of a plan: every balance and bound again, from the plan and the company.

Nothing here knows the solver's matrix. A plan that fails is never shown to anyone.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from planning.company import Component
from planning.plan import ComponentLine, Plan
from planning.rules import Case
from planning.supply.facts import (
    available_hours,
    available_overtime_hours,
    opening_stock,
    receipts,
    uses,
    weeks_of,
)

QUANTITY_TOLERANCE = 0.01
"""Component quantities are published with three decimals."""

SHOWN_AT_MOST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    rule: str
    what: str
    week: int
    by: float
    """How far off, in the unit of what is checked."""

    def __str__(self) -> str:
        return f"{self.rule}: {self.what}, week {self.week}, off by {self.by:g}"


class PlanDoesNotAddUp(Exception):
    """The plan breaks its own rules, so it isn't shown."""

    def __init__(self, violations: tuple[Violation, ...]) -> None:
        self.violations = violations
        super().__init__(violations)

    def __str__(self) -> str:
        shown = "; ".join(str(violation) for violation in self.violations[:SHOWN_AT_MOST])
        return f"{self.__doc__} {shown} ({len(self.violations)} in all)"


def check_plan(case: Case, plan: Plan) -> None:
    if violations := verify(case, plan):
        raise PlanDoesNotAddUp(violations)


def verify(case: Case, plan: Plan) -> tuple[Violation, ...]:
    """Everything in the plan that doesn't follow from the case; nothing if it holds."""
    if shape := tuple(_shape(case, plan)):
        return shape
    checks: tuple[Callable[[Case, Plan], Iterator[Violation]], ...] = (
        _signs,
        _demand,
        _finished_stock,
        _capacity,
        _overtime,
        _loads,
        _component_stock,
        _orders,
        _arrivals_in_plan,
    )
    return tuple(violation for check in checks for violation in check(case, plan))


def _shape(case: Case, plan: Plan) -> Iterator[Violation]:
    company = case.company
    expected = (
        ("weeks", list(weeks_of(company)), list(plan.weeks)),
        ("sales", [(r.sku, r.tier) for r in case.demand], [(s.sku, s.tier) for s in plan.sales]),
        ("items", [item.sku for item in company.items], [line.sku for line in plan.items]),
        ("components", [c.code for c in company.components], [c.code for c in plan.components]),
        ("resources", [r.code for r in company.resources], [r.code for r in plan.resources]),
    )
    for what, wanted, found in expected:
        if wanted != found:
            yield Violation(rule="shape", what=what, week=0, by=abs(len(wanted) - len(found)))
    for what, numbers in _series(plan):
        if len(numbers) != company.horizon_weeks:
            yield Violation(rule="shape", what=what, week=0, by=len(numbers))


def _series(plan: Plan) -> Iterator[tuple[str, tuple[int | float, ...]]]:
    for sales in plan.sales:
        yield f"{sales.sku} demand of {sales.tier}", sales.demand_units
        yield f"{sales.sku} shipped to {sales.tier}", sales.shipped_units
    for item in plan.items:
        yield f"{item.sku} regular production", item.regular_units
        yield f"{item.sku} overtime production", item.overtime_units
        yield f"{item.sku} stock", item.stock_units
    for part in plan.components:
        yield f"{part.code} stock", part.stock
        yield f"{part.code} ordered", part.ordered
        yield f"{part.code} expedited", part.expedited
    for resource in plan.resources:
        yield f"{resource.code} regular hours", resource.regular_hours
        yield f"{resource.code} overtime hours", resource.overtime_hours
        yield f"{resource.code} available hours", resource.available_hours


def _signs(case: Case, plan: Plan) -> Iterator[Violation]:
    """Component stock may be below zero by what a hundredth of a unit of each item uses."""
    used = sum(uses(case.company).values())
    for what, numbers in _series(plan):
        for week, number in enumerate(numbers):
            if number < (0 if isinstance(number, int) else -QUANTITY_TOLERANCE * (1 + used)):
                yield Violation(rule="never below zero", what=what, week=week, by=-number)


def _demand(case: Case, plan: Plan) -> Iterator[Violation]:
    for row, line in zip(case.demand, plan.sales, strict=True):
        what = f"{line.sku} to {line.tier}"
        yield from _differs("demand as agreed", what, row.units, line.demand_units)
        for week, lost in enumerate(line.lost_units):
            if lost < 0:
                yield Violation(rule="no more than asked", what=what, week=week, by=-lost)


def _finished_stock(case: Case, plan: Plan) -> Iterator[Violation]:
    opening = opening_stock(case.company)
    for line in plan.items:
        stock, expected = opening.get(line.sku, 0), list[int]()
        came = receipts(case.company, line.sku)
        to_tiers = [sales.shipped_units for sales in plan.sales if sales.sku == line.sku]
        for week in range(case.company.horizon_weeks):
            stock += came[week] + line.regular_units[week] + line.overtime_units[week]
            stock -= sum(shipped[week] for shipped in to_tiers)
            expected.append(stock)
        yield from _differs("stock balance", line.sku, expected, line.stock_units)


def _capacity(case: Case, plan: Plan) -> Iterator[Violation]:
    """A week may be off by what rounding to whole units adds: a unit of each item made there."""
    for resource, line in zip(case.company.resources, plan.resources, strict=True):
        made_here = [item for item in case.company.items if item.resource == resource.code]
        rounding = sum(float(item.hours_per_1000_units) for item in made_here) / 1000
        regular = available_hours(resource, case.company)
        overtime = available_overtime_hours(case.rules.overtime_on(resource), case.company)
        yield from _differs("hours available", resource.code, regular, line.available_hours)
        for kind, worked, limit in (
            ("regular", line.regular_hours, regular),
            ("overtime", line.overtime_hours, overtime),
        ):
            what = f"{resource.code} {kind} hours"
            for week, (hours, most) in enumerate(zip(worked, limit, strict=True)):
                if hours > most + 2 * rounding + 1e-5:
                    by = hours - most
                    yield Violation(rule="within capacity", what=what, week=week, by=by)


def _overtime(case: Case, plan: Plan) -> Iterator[Violation]:
    if not case.rules.overtime:
        for line in plan.items:
            for week, units in enumerate(line.overtime_units):
                if units:
                    yield Violation(rule="overtime allowed", what=line.sku, week=week, by=units)


def _loads(case: Case, plan: Plan) -> Iterator[Violation]:
    hours = {item.sku: float(item.hours_per_1000_units) / 1000 for item in case.company.items}
    makes = {item.sku: item.resource for item in case.company.items}
    for line in plan.resources:
        own = [item for item in plan.items if makes[item.sku] == line.code]
        weeks = range(case.company.horizon_weeks)
        regular = [sum(i.regular_units[t] * hours[i.sku] for i in own) for t in weeks]
        overtime = [sum(i.overtime_units[t] * hours[i.sku] for i in own) for t in weeks]
        yield from _differs("hours as made", line.code, regular, line.regular_hours)
        yield from _differs("hours as made", line.code, overtime, line.overtime_hours)


def _component_stock(case: Case, plan: Plan) -> Iterator[Violation]:
    opening, used = opening_stock(case.company), uses(case.company)
    for part, line in zip(case.company.components, plan.components, strict=True):
        stock, expected = float(opening.get(part.code, 0)), list[float]()
        came = receipts(case.company, part.code)
        for week in range(case.company.horizon_weeks):
            stock += came[week] + _arriving(part, line, week)
            stock -= sum(
                used.get((item.sku, part.code), 0.0)
                * (item.regular_units[week] + item.overtime_units[week])
                for item in plan.items
            )
            expected.append(stock)
        yield from _differs("component balance", part.code, expected, line.stock)


def _arriving(part: Component, line: ComponentLine, week: int) -> int:
    """Orders placed a lead time ago; none that would have been placed before the plan began."""
    arriving = 0
    if week >= part.lead_time_weeks:
        arriving += line.ordered[week - part.lead_time_weeks]
    expedite_weeks = part.expedite_lead_time_weeks
    if expedite_weeks is not None and week >= expedite_weeks:
        arriving += line.expedited[week - expedite_weeks]
    return arriving


def _orders(case: Case, plan: Plan) -> Iterator[Violation]:
    allowed = {expedite.component: expedite.max_per_week for expedite in case.rules.expedite}
    limits = {(limit.component, limit.week): limit.quantity for limit in case.rules.order_limits}
    for part, line in zip(case.company.components, plan.components, strict=True):
        most = min(allowed.get(part.code, 0), _expeditable(part))
        for week, quantity in enumerate(line.expedited):
            if quantity > most:
                by = quantity - most
                yield Violation(rule="expedite allowed", what=part.code, week=week, by=by)
        for week, quantity in enumerate(line.ordered):
            most_ordered = limits.get((part.code, week), quantity)
            if quantity > most_ordered:
                by = quantity - most_ordered
                yield Violation(rule="order limit", what=part.code, week=week, by=by)


def _arrivals_in_plan(case: Case, plan: Plan) -> Iterator[Violation]:
    """Nothing is bought that comes after the plan's end: no balance would ever see it."""
    weeks = case.company.horizon_weeks
    for part, line in zip(case.company.components, plan.components, strict=True):
        for orders, lead in (
            (line.ordered, part.lead_time_weeks),
            (line.expedited, part.expedite_lead_time_weeks or 0),
        ):
            for week, quantity in enumerate(orders):
                if quantity and week + lead >= weeks:
                    yield Violation(
                        rule="arrives in the plan", what=part.code, week=week, by=quantity
                    )


def _expeditable(part: Component) -> int:
    return 0 if part.expedite_lead_time_weeks is None else part.expedite_max_per_week


def _differs(
    rule: str,
    what: str,
    expected: list[int] | list[float] | tuple[int, ...] | tuple[float, ...],
    found: tuple[int, ...] | tuple[float, ...],
) -> Iterator[Violation]:
    for week, (wanted, written) in enumerate(zip(expected, found, strict=True)):
        if abs(wanted - written) > QUANTITY_TOLERANCE:
            yield Violation(rule=rule, what=what, week=week, by=abs(wanted - written))
