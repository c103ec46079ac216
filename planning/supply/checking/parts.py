"""Components over every level: their balance, and what may be ordered, started and swapped."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import accumulate

from planning.company import Company, Component
from planning.periods import arrival_periods, periods_of
from planning.plan import Plan
from planning.rules import Case
from planning.supply.checking.violation import QUANTITY_TOLERANCE, Violation, differs, exceeds
from planning.supply.facts import opening_stock, receipts_by_code, uses
from planning.supply.openings import open_alternates, open_sources

Placed = tuple[str, int, tuple[float, ...]]
"""A component, a lead time in weeks, and what is ordered or started in each period."""


def component_stock(case: Case, plan: Plan) -> Iterator[Violation]:
    company = case.company
    opening, receipts = opening_stock(company), receipts_by_code(company)
    periods = len(plan.weeks)
    changes: dict[str, list[float]] = {
        part.code: [float(n) for n in receipts.get(part.code, (0,) * periods)]
        for part in company.components
    }
    for code, lead, quantities in _placed(company, plan):
        if any(quantities):
            for placed, arrival in enumerate(arrival_periods(company, lead)):
                if arrival is not None:
                    changes[code][arrival] += quantities[placed]
    for code, factor, quantities in _taken(company, plan):
        both = zip(changes[code], quantities, strict=True)
        changes[code] = [there - factor * quantity for there, quantity in both]
    for line in plan.components:
        stock = list(accumulate(changes[line.code], initial=float(opening.get(line.code, 0))))[1:]
        yield from differs("component balance", line.code, stock, line.stock)


def _placed(company: Company, plan: Plan) -> Iterator[Placed]:
    leads = {part.code: part.lead_time_weeks for part in company.components}
    for part, line in zip(company.components, plan.components, strict=True):
        yield part.code, part.lead_time_weeks, line.ordered
        if part.expedite_lead_time_weeks is not None:
            yield part.code, part.expedite_lead_time_weeks, line.expedited
        for started in (line.started, line.started_overtime):
            if started:
                yield part.code, leads[part.code], started
    for source, ordered in zip(company.sources, plan.sourced, strict=True):
        yield source.component, source.lead_time_weeks, ordered.ordered


def _taken(company: Company, plan: Plan) -> Iterator[tuple[str, float, tuple[float, ...]]]:
    """Component, quantity per unit, and of how many units in each period."""
    yield from _issued(company, plan)
    for swap, swapped in zip(company.alternates, plan.swapped, strict=True):
        yield swap.component, -1.0, swapped.quantity
        yield swap.alternate, float(swap.qty_per_unit), swapped.quantity


def _issued(company: Company, plan: Plan) -> Iterator[tuple[str, float, tuple[float, ...]]]:
    """The same of what production takes."""
    made: dict[str, tuple[float, ...]] = {line.sku: line.made_units for line in plan.items}
    for line in plan.components:
        if line.started:
            both = zip(line.started, line.started_overtime, strict=True)
            made[line.code] = tuple(a + b for a, b in both)
    for (sku, code), per_unit in uses(company).items():
        if sku in made:
            yield code, per_unit, made[sku]


def orders(case: Case, plan: Plan) -> Iterator[Violation]:
    company = case.company
    weeks = [period.weeks for period in periods_of(company)]
    allowed = {expedite.component: expedite.max_per_week for expedite in case.rules.expedite}
    limits: dict[str, dict[int, float]] = defaultdict(dict)
    for limit in case.rules.order_limits:
        limits[limit.component][limit.week] = limit.quantity
    for part, line in zip(company.components, plan.components, strict=True):
        most = min(allowed.get(part.code, 0), _expeditable(part))
        limit_by_week = [most * n for n in weeks]
        yield from exceeds("expedite allowed", part.code, line.expedited, limit_by_week)
        own = limits[part.code]
        if line.started:
            yield from exceeds("made, not bought", part.code, line.ordered, [0] * len(weeks))
        placed: tuple[float, ...] = line.started or line.ordered
        most_ordered = [own.get(week, quantity) for week, quantity in enumerate(placed)]
        yield from exceeds("order limit", part.code, placed, most_ordered)
        yield from _lots(part, line.ordered)


def _expeditable(part: Component) -> int:
    return 0 if part.expedite_lead_time_weeks is None else part.expedite_max_per_week


def _lots(part: Component, ordered: tuple[int, ...]) -> Iterator[Violation]:
    if part.order_multiple is None:
        return
    for week, quantity in enumerate(ordered):
        if rest := quantity % part.order_multiple:
            yield Violation(rule="whole lots", what=part.code, week=week, by=rest)
        short = (part.min_order_quantity or 0) - quantity
        if quantity and short > 0:
            yield Violation(rule="least order", what=part.code, week=week, by=short)


def other_ways(case: Case, plan: Plan) -> Iterator[Violation]:
    """Other suppliers and alternates: only what is open, and no more than a supplier has."""
    company = case.company
    weeks = [period.weeks for period in periods_of(company)]
    for source, may, ordered in zip(company.sources, open_sources(case), plan.sourced, strict=True):
        most = float("inf") if source.max_per_week is None else source.max_per_week
        limits = [most * n if may else 0 for n in weeks]
        what = f"{source.component} from {source.supplier}"
        yield from exceeds("supplier allowed", what, ordered.ordered, limits)
    for swap, may, swapped in zip(
        company.alternates, open_alternates(case), plan.swapped, strict=True
    ):
        most_swapped = _used(company, plan, swap.component) if may else [0.0] * len(weeks)
        what = f"{swap.alternate} for {swap.component}"
        yield from exceeds("alternate allowed", what, swapped.quantity, most_swapped)


def _used(company: Company, plan: Plan, component: str) -> list[float]:
    """What production takes of a component, with room for the rounding of what is made."""
    rounding = sum(used for (_, code), used in uses(company).items() if code == component)
    total = [QUANTITY_TOLERANCE + rounding] * len(plan.weeks)
    for code, per_unit, units in _issued(company, plan):
        if code == component:
            for week, quantity in enumerate(units):
                total[week] += per_unit * quantity
    return total


def arrivals_in_plan(case: Case, plan: Plan) -> Iterator[Violation]:
    """Nothing is bought that comes after the plan's end: no balance would ever see it."""
    company = case.company
    for code, lead, quantities in _placed(company, plan):
        if not any(quantities):
            continue
        for week, arrival in enumerate(arrival_periods(company, lead)):
            if arrival is None and quantities[week]:
                by = quantities[week]
                yield Violation(rule="arrives in the plan", what=code, week=week, by=by)
