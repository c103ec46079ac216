"""What a plan comes to in money: exact decimals, from the plan's whole quantities."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from planning.company import Company
from planning.periods import periods_of
from planning.plan import Plan
from planning.plan_prices import revenue_of
from planning.supply.facts import WEEKS_PER_YEAR

THOUSAND = 1000
NOTHING = Decimal(0)


class Cost(NamedTuple):
    """What something costs, where, for how much of it, in EUR."""

    code: str
    where: str
    quantity: Decimal
    eur: Decimal


def money_of(company: Company, plan: Plan) -> dict[str, Decimal]:
    """Margin after cost = revenue - variable cost - everything done beyond the usual.

    EUR by metric key. Beyond the usual are overtime, expediting, holding, placing orders, setups,
    other lines, suppliers and alternates, and what is written off.
    """
    items = {item.sku: item for item in company.items}
    shipped = [(items[line.sku], sum(line.shipped_units)) for line in plan.sales]
    revenue = sum(revenue_of(company, plan).values(), NOTHING)
    cost = sum((units * item.variable_cost_eur for item, units in shipped), NOTHING)
    for line in plan.stood_in:
        dearer = items[line.substitute].variable_cost_eur - items[line.sku].variable_cost_eur
        cost += sum(line.units) * dearer
    premium = {part.code: part.expedite_premium_eur for part in company.components}
    extra = {
        "overtime_eur": sum((cost.eur for cost in overtime_costs(company, plan)), NOTHING),
        "expedite_eur": sum((sum(c.expedited) * premium[c.code] for c in plan.components), NOTHING),
        "holding_eur": sum((cost.eur for cost in holding_costs(company, plan)), NOTHING),
        "ordering_eur": sum(
            (
                sum(map(bool, line.ordered)) * (part.order_cost_eur or NOTHING)
                for part, line in zip(company.components, plan.components, strict=True)
            ),
            NOTHING,
        ),
        "setup_eur": sum((cost.eur for cost in setup_costs(company, plan)), NOTHING),
        "sourcing_eur": sum((cost.eur for cost in sourcing_costs(company, plan)), NOTHING),
        "write_off_eur": sum(
            (
                sum(line.written_off_units) * items[line.sku].variable_cost_eur
                for line in plan.items
            ),
            NOTHING,
        ),
    }
    return {
        "revenue_eur": revenue,
        "variable_margin_eur": revenue - cost,
        **extra,
        "extra_cost_eur": sum(extra.values(), NOTHING),
        "margin_after_cost_eur": revenue - cost - sum(extra.values(), NOTHING),
    }


def stock_value_by_week(company: Company, plan: Plan) -> tuple[Decimal, ...]:
    """EUR at the end of each period: finished stock at variable cost, components at unit cost."""
    item_cost = {item.sku: item.variable_cost_eur for item in company.items}
    part_cost = {part.code: part.unit_cost_eur for part in company.components}
    return tuple(
        sum((n * item_cost[line.sku] for line in plan.items if (n := line.stock_units[t])), NOTHING)
        + sum(
            (
                _exact(_thousandths(m)) * part_cost[c.code]
                for c in plan.components
                if (m := c.stock[t])
            ),
            NOTHING,
        )
        for t in range(len(plan.weeks))
    )


def overtime_costs(company: Company, plan: Plan) -> Iterator[Cost]:
    """Hours of overtime at the premium of the line they are worked on."""
    hour_eur = {r.code: r.overtime_premium_eur_per_hour for r in company.resources}
    elsewhere: dict[str, int] = defaultdict(int)
    for routing, moved in zip(company.routings, plan.moved, strict=True):
        units = sum(moved.overtime_units)
        elsewhere[routing.sku] += units
        hours = units * routing.hours_per_1000_units / THOUSAND
        yield Cost(routing.sku, routing.resource, hours, hours * hour_eur[routing.resource])
    for item, line in zip(company.items, plan.items, strict=True):
        units = sum(line.overtime_units) - elsewhere[item.sku]
        hours = units * item.hours_per_1000_units / THOUSAND
        yield Cost(item.sku, item.resource, hours, hours * hour_eur[item.resource])
    for part, started in zip(company.components, plan.components, strict=True):
        if part.resource is not None and part.hours_per_1000_units is not None:
            quantity = _exact(sum(map(_thousandths, started.started_overtime)))
            hours = quantity * part.hours_per_1000_units / THOUSAND
            yield Cost(part.code, part.resource, hours, hours * hour_eur[part.resource])


def setup_costs(company: Company, plan: Plan) -> Iterator[Cost]:
    """Setups at what each costs, beside the hours they take."""
    for setup, line in zip(company.setups, plan.setups, strict=True):
        times = Decimal(sum(line.setups))
        yield Cost(setup.sku, setup.resource, times, times * setup.cost_eur)


def sourcing_costs(company: Company, plan: Plan) -> Iterator[Cost]:
    """What other lines, other suppliers and alternates cost more; less, where they are cheaper."""
    for routing, moved in zip(company.routings, plan.moved, strict=True):
        units = Decimal(sum(moved.regular_units) + sum(moved.overtime_units))
        yield Cost(routing.sku, routing.resource, units, units * routing.extra_cost_eur)
    plant = {line.code: line.plant for line in company.resources}
    lane_eur = {(lane.region, lane.plant): lane.extra_cost_eur for lane in company.lanes}
    for one in plan.served:
        way, units = (one.region, plant[one.resource]), Decimal(one.units)
        yield Cost(one.sku, f"{way[1]} for {way[0]}", units, units * lane_eur[way])
    for source, sourced in zip(company.sources, plan.sourced, strict=True):
        ordered = Decimal(sum(sourced.ordered))
        eur = ordered * source.extra_cost_eur
        yield Cost(source.component, source.supplier, ordered, eur)
    cost = {part.code: part.unit_cost_eur for part in company.components}
    for swap, swapped in zip(company.alternates, plan.swapped, strict=True):
        dearer = swap.qty_per_unit * cost[swap.alternate] - cost[swap.component]
        quantity = _exact(sum(map(_thousandths, swapped.quantity)))
        yield Cost(swap.component, swap.alternate, quantity, quantity * dearer)


def holding_costs(company: Company, plan: Plan) -> Iterator[Cost]:
    """Stock at the end of each period, kept for its weeks, at the company's rate."""
    rate = company.holding_pct_per_year / 100 / WEEKS_PER_YEAR
    weeks = [period.weeks for period in periods_of(company)]
    item_cost = {item.sku: item.variable_cost_eur for item in company.items}
    part_cost = {part.code: part.unit_cost_eur for part in company.components}
    for line in plan.items:
        kept = Decimal(sum(n * w for n, w in zip(line.stock_units, weeks, strict=True)))
        yield Cost(line.sku, "items", kept, kept * item_cost[line.sku] * rate)
    for part in plan.components:
        kept = _exact(sum(_thousandths(n) * w for n, w in zip(part.stock, weeks, strict=True) if n))
        yield Cost(part.code, "components", kept, kept * part_cost[part.code] * rate)


def _thousandths(quantity: float) -> int:
    """A quantity as published has three decimals at most."""
    return round(quantity * THOUSAND)


def _exact(thousandths: int) -> Decimal:
    """Counted in thousandths, so that sums of many are exact and quick.

    >>> _exact(_thousandths(0.1) + _thousandths(0.2))
    Decimal('0.3')
    """
    return Decimal(thousandths) / THOUSAND
