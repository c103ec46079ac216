"""An item's or a component's stock, period by period, with everything that comes and goes.

    stock[t] = stock[t-1] + sum of what comes in t - sum of what goes in t

Every quantity is read from the plan and the company; what is asked for and lost stands beside.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from planning.company import Company
from planning.plan import Plan
from planning.supply.facts import opening_stock, receipts

Values = tuple[float, ...]


class NotPlanned(Exception):
    """The plan has no such item, component or line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """One row of a balance: what comes (positive) or goes (negative) in each period."""

    says: str
    values: Values
    code: str | None = None
    """The item or component at the other end, where there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    code: str
    name: str
    unit: str
    weeks: tuple[date, ...]
    opening: float
    flows: tuple[Flow, ...]
    stock: Values
    asked: tuple[Flow, ...] = ()
    """What customers ask for and don't get; part of no balance."""
    floor: float | None = None
    """Safety stock; None for a component."""
    line: str | None = None
    """The line that makes it."""


def project_item(company: Company, plan: Plan, sku: str) -> Projection:
    """Raises `NotPlanned`."""
    item = next((one for one in company.items if one.sku == sku), None)
    if item is None:
        raise NotPlanned
    made = plan.item(sku)
    flows = (
        Flow(says="On order, arrives", values=receipts(company, sku)),
        Flow(says="Made in regular hours", values=made.regular_units),
        Flow(says="Made in overtime", values=made.overtime_units),
        *_shipped(company, plan, sku),
        Flow(says="Past its shelf life", values=_less(made.written_off_units)),
    )
    return Projection(
        code=sku,
        name=item.name,
        unit="units",
        weeks=plan.weeks,
        opening=opening_stock(company).get(sku, 0),
        flows=tuple(flow for flow in flows if any(flow.values)),
        stock=made.stock_units,
        asked=tuple(_asked(company, plan, sku)),
        floor=item.safety_stock_units,
        line=item.resource,
    )


def _shipped(company: Company, plan: Plan, sku: str) -> Iterator[Flow]:
    """Out of its own stock: for its own customers, and where it stands in for another item."""
    names = {item.sku: item.name for item in company.items}
    for tier in sorted(company.tiers, key=lambda one: one.rank):
        own = [
            line.shipped_units for line in plan.sales if (line.sku, line.tier) == (sku, tier.code)
        ]
        others = [line.units for line in plan.stood_in if (line.sku, line.tier) == (sku, tier.code)]
        shipped = _summed(own, len(plan.weeks))
        instead = _summed(others, len(plan.weeks))
        values = tuple(b - a for a, b in zip(shipped, instead, strict=True))
        yield Flow(says=f"Shipped to {tier.name}", values=values)
    for line in plan.stood_in:
        if line.substitute == sku:
            says = f"Shipped instead of {names[line.sku]}"
            yield Flow(says=says, values=_less(line.units), code=line.sku)


def _asked(company: Company, plan: Plan, sku: str) -> Iterator[Flow]:
    for tier in sorted(company.tiers, key=lambda one: one.rank):
        for line in plan.sales:
            if (line.sku, line.tier) == (sku, tier.code):
                yield Flow(says=f"Asked for by {tier.name}", values=line.demand_units)
                if any(line.lost_units):
                    yield Flow(says=f"Lost, {tier.name}", values=line.lost_units)
                if any(line.waiting_units):
                    yield Flow(says=f"Waiting, {tier.name}", values=line.waiting_units)


def _summed(rows: list[tuple[int, ...]], periods: int) -> tuple[int, ...]:
    return tuple(map(sum, zip(*rows, strict=True))) if rows else (0,) * periods


def _less(values: tuple[int, ...]) -> Values:
    return tuple(-value for value in values)
