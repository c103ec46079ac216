"""What the wider network costs: other lines, suppliers and components, write-offs, cover."""

# pyright: standard
# (numpy's arithmetic on untyped arrays)

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from planning.company import Company
from planning.rules import Case
from planning.supply.layout import Columns, Layout, Numbers
from planning.supply.network import THOUSAND
from planning.supply.openings import is_placed, made_in_house, moved_demand, part_hours
from planning.supply.prices import prices_of

SAFETY_PENALTY_SHARE = 0.01
"""Of variable cost, per unit and week short of safety stock: above holding cost, below overtime."""


class Terms(NamedTuple):
    columns: Columns
    costs: Numbers


def wider_money(case: Case, layout: Layout) -> Iterator[Terms]:
    """Thousand EUR, by what takes columns only where a company uses it."""
    company, prices = case.company, prices_of(case)
    hour_eur = {r.code: float(r.overtime_premium_eur_per_hour) for r in company.resources}
    for k, one in enumerate(company.routings):
        extra = float(one.extra_cost_eur)
        overtime = hour_eur[one.resource] * float(one.hours_per_1000_units) / THOUSAND
        yield _at(layout.moved[k], extra)
        yield _at(layout.moved_overtime[k], extra + overtime)
    for once, moved in zip(layout.served, moved_demand(case), strict=True):
        yield _at(once, float(moved.extra_cost_eur))
    for s, source in enumerate(company.sources):
        yield _at(layout.sourced[s], float(source.extra_cost_eur))
    cost = {part.code: float(part.unit_cost_eur) for part in company.components}
    for a, swap in enumerate(company.alternates):
        dearer = float(swap.qty_per_unit) * cost[swap.alternate] - cost[swap.component]
        yield _at(layout.swapped[a], dearer)
    items = {item.sku: item for item in company.items}
    for at, one_for in enumerate(company.substitutes):
        price = np.array(prices[one_for.sku], dtype=np.float64)
        cost_eur = float(items[one_for.substitute].variable_cost_eur)
        columns = layout.stood_in[at]
        yield Terms(columns.ravel(), np.broadcast_to(cost_eur - price, columns.shape).ravel())
    for m, part in enumerate(made_in_house(company)):
        yield _at(layout.part_overtime[m], hour_eur[str(part.resource)] * part_hours(part))
    yield from _placed_and_set_up(company, layout)
    perishable = [item for item in company.items if item.shelf_life_weeks is not None]
    for place, item in enumerate(perishable):
        yield _at(layout.written_off[place], float(item.variable_cost_eur))
    covered = [item for item in company.items if item.max_cover_weeks is not None]
    for place, item in enumerate(covered):
        yield _at(layout.over_cover[place], float(item.variable_cost_eur) * SAFETY_PENALTY_SHARE)


def _placed_and_set_up(company: Company, layout: Layout) -> Iterator[Terms]:
    """What is paid once, however much is made or ordered."""
    for columns, setup in zip(layout.set_up, company.setups, strict=True):
        yield _at(columns, float(setup.cost_eur) / THOUSAND)
    placed = [part for part in company.components if is_placed(part)]
    for once, part in zip(layout.placed, placed, strict=True):
        yield _at(once, float(part.order_cost_eur or 0) / THOUSAND)


def _at(columns: Columns, cost: float) -> Terms:
    flat = columns.ravel()
    return Terms(flat, np.full(len(flat), cost))
