"""A solved plan in whole units.

What has flowed so far is rounded, not each week: production and shipments down, orders up. Rounded
down shipments never exceed rounded down production plus whole opening stock, and components are
never short, so every balance still holds; a week is off by less than a unit per item.
"""

from collections.abc import Sequence
from math import ceil, floor

import numpy as np

from planning.calendar_weeks import largest_remainder
from planning.plan import ComponentLine, ItemLine, Plan, ResourceLine, SalesLine
from planning.rules import Allocation, Case
from planning.supply.facts import available_hours, opening_stock, receipts, uses, weeks_of
from planning.supply.layout import Layout, Numbers
from planning.supply.model import THOUSAND

NEARLY_WHOLE = 0.001
"""Units; closer than this to the next whole number is the solver's tolerance, not a fraction."""

BALANCE_TOLERANCE = 0.003
"""Units by which the solver's stock balances may be off over a whole plan."""


def whole_plan(case: Case, layout: Layout, values: Numbers) -> Plan:
    weeks = weeks_of(case.company)
    sales = _sales(case, values[layout.shipped])
    items = _items(case, layout, values, sales)
    return Plan(
        weeks=weeks,
        sales=sales,
        items=items,
        components=_components(case, layout, values, items),
        resources=_resources(case, items),
    )


def rounded_down(
    flow: Sequence[float] | Numbers, *, nearly: float = NEARLY_WHOLE
) -> tuple[int, ...]:
    """Whole units a week whose running total is the flow's, rounded down.

    >>> rounded_down([0.4, 0.4, 0.4, 2])
    (0, 0, 1, 2)
    """
    totals = [floor(total + nearly) for total in np.cumsum(flow)]
    return _weekly(totals)


def rounded_up(flow: Sequence[float] | Numbers) -> tuple[int, ...]:
    """Whole units a week whose running total is the flow's, rounded up.

    >>> rounded_up([0.4, 0.4, 0.4, 2])
    (1, 0, 1, 2)
    """
    totals = [ceil(total - NEARLY_WHOLE) for total in np.cumsum(flow)]
    return _weekly(totals)


def at_most(units: Sequence[int], limits: Sequence[int]) -> tuple[int, ...]:
    """No more than the limit in any week: the solver keeps a bound to within its tolerance only.

    >>> at_most((3, 6), (4, 5))
    (3, 5)
    """
    return tuple(map(min, units, limits))


def _weekly(totals: list[int]) -> tuple[int, ...]:
    return tuple(after - before for before, after in zip([0, *totals], totals, strict=False))


def _sales(case: Case, shipped: Numbers) -> tuple[SalesLine, ...]:
    if case.rules.allocation is Allocation.FAIR_SHARE:
        return _shared_sales(case, shipped.sum(axis=1))
    flows = shipped.reshape(-1, case.company.horizon_weeks) * THOUSAND
    return tuple(
        SalesLine(
            sku=row.sku,
            tier=row.tier,
            demand_units=row.units,
            shipped_units=at_most(rounded_down(flow), row.units),
        )
        for row, flow in zip(case.demand, flows, strict=True)
    )


def _shared_sales(case: Case, shipped: Numbers) -> tuple[SalesLine, ...]:
    """What ships of an item in a week goes to the tiers in proportion to what they asked for."""
    tiers, lines = len(case.company.tiers), list[SalesLine]()
    for i, flow in enumerate(shipped * THOUSAND):
        rows = case.demand[i * tiers : (i + 1) * tiers]
        asked = list(zip(*(row.units for row in rows), strict=True))
        parts = [
            largest_remainder(units, week)
            for units, week in zip(
                at_most(rounded_down(flow), [sum(week) for week in asked]), asked, strict=True
            )
        ]
        lines += [
            SalesLine(
                sku=row.sku,
                tier=row.tier,
                demand_units=row.units,
                shipped_units=tuple(part[g] for part in parts),
            )
            for g, row in enumerate(rows)
        ]
    return tuple(lines)


def _items(
    case: Case, layout: Layout, values: Numbers, sales: tuple[SalesLine, ...]
) -> tuple[ItemLine, ...]:
    opening, lines = opening_stock(case.company), list[ItemLine]()
    # As nearly whole as all tiers' shipments together may have been taken to be.
    nearly = NEARLY_WHOLE * len(case.company.tiers) + BALANCE_TOLERANCE
    for i, item in enumerate(case.company.items):
        overtime_flow = values[layout.overtime[i]] * THOUSAND
        made_flow = values[layout.regular[i]] * THOUSAND + overtime_flow
        made = rounded_down(made_flow, nearly=nearly)
        # An overtime unit whose whole week rounds away is worked in the next week instead.
        overtime, owed = list[int](), 0
        for week_made, week_overtime in zip(made, rounded_down(overtime_flow), strict=True):
            overtime.append(min(week_made, week_overtime + owed))
            owed += week_overtime - overtime[-1]
        came = np.array(receipts(case.company, item.sku)) + np.array(made)
        went = np.sum([line.shipped_units for line in sales if line.sku == item.sku], axis=0)
        stock = opening.get(item.sku, 0) + np.cumsum(came - went)
        lines.append(
            ItemLine(
                sku=item.sku,
                regular_units=tuple(a - b for a, b in zip(made, overtime, strict=True)),
                overtime_units=tuple(overtime),
                stock_units=tuple(int(units) for units in stock),
            )
        )
    return tuple(lines)


def _components(
    case: Case, layout: Layout, values: Numbers, items: tuple[ItemLine, ...]
) -> tuple[ComponentLine, ...]:
    used, opening = uses(case.company), opening_stock(case.company)
    lines: list[ComponentLine] = []
    for c, part in enumerate(case.company.components):
        ordered = rounded_up(values[layout.ordered[c]] * THOUSAND)
        expedited = rounded_up(values[layout.expedited[c]] * THOUSAND)
        flow = np.array(receipts(case.company, part.code), dtype=np.float64)
        flow += _arrivals(ordered, part.lead_time_weeks)
        flow += _arrivals(expedited, part.expedite_lead_time_weeks or 0)
        for line in items:
            flow -= used.get((line.sku, part.code), 0.0) * np.array(line.made_units)
        stock = opening.get(part.code, 0) + np.cumsum(flow)
        lines.append(
            ComponentLine(
                code=part.code,
                stock=tuple(round(float(quantity), 3) + 0.0 for quantity in stock),
                ordered=ordered,
                expedited=expedited,
            )
        )
    return tuple(lines)


def _arrivals(orders: tuple[int, ...], lead_weeks: int) -> Numbers:
    late = (0,) * lead_weeks + orders
    return np.array(late[: len(orders)], dtype=np.float64)


def _resources(case: Case, items: tuple[ItemLine, ...]) -> tuple[ResourceLine, ...]:
    hours = {item.sku: float(item.hours_per_1000_units) / THOUSAND for item in case.company.items}
    makes = {item.sku: item.resource for item in case.company.items}

    def load(units: list[tuple[int, ...]], skus: list[str]) -> tuple[float, ...]:
        weeks = zip(*units, strict=True) if units else [()] * case.company.horizon_weeks
        return tuple(
            round(sum(n * hours[sku] for n, sku in zip(week, skus, strict=True)), 6)
            for week in weeks
        )

    lines: list[ResourceLine] = []
    for resource in case.company.resources:
        own = [line for line in items if makes[line.sku] == resource.code]
        skus = [line.sku for line in own]
        lines.append(
            ResourceLine(
                code=resource.code,
                regular_hours=load([line.regular_units for line in own], skus),
                overtime_hours=load([line.overtime_units for line in own], skus),
                available_hours=available_hours(resource, case.company),
            )
        )
    return tuple(lines)
