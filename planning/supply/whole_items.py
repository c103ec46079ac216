"""What is made and kept in whole units, on an item's own line and on others."""

# pyright: standard
# (numpy's arithmetic on untyped arrays)

from typing import NamedTuple

import numpy as np

from planning.plan import ItemLine, SalesLine
from planning.plan_network import MovedLine, StoodInLine
from planning.rules import Case
from planning.supply.item_rows import came_in
from planning.supply.layout import Layout, Numbers
from planning.supply.network import THOUSAND
from planning.supply.rounding import NEARLY_WHOLE, Whole, down

BALANCE_TOLERANCE = 0.003
"""Units by which the solver's stock balances may be off over a whole plan."""


class Made(NamedTuple):
    """Units by item and period; by routing and period."""

    units: Whole
    overtime: Whole
    moved: Whole
    moved_overtime: Whole


def whole_made(case: Case, layout: Layout, values: Numbers) -> Made:
    """Everything made of an item is rounded together; each way of making it gets whole parts."""
    own_overtime = values[layout.overtime] * THOUSAND
    moved, moved_overtime = (
        values[columns] * THOUSAND for columns in (layout.moved, layout.moved_overtime)
    )
    total = values[layout.regular] * THOUSAND + own_overtime
    at = {item.sku: i for i, item in enumerate(case.company.items)}
    routed = [at[one.sku] for one in case.company.routings]
    np.add.at(total, routed, moved + moved_overtime)
    # As nearly whole as all tiers' shipments together may have been taken to be.
    ways = len(case.company.tiers) * (1 + len(case.company.substitutes))
    made = down(total, NEARLY_WHOLE * ways + BALANCE_TOLERANCE)
    left = made.copy()
    overtime = np.array(
        [_owed(left[i], flow) for i, flow in enumerate(own_overtime)], dtype=np.int64
    ).reshape(made.shape)
    others = np.zeros((2, *moved.shape), dtype=np.int64)
    for k, i in enumerate(routed):
        others[0, k] = _within(left[i], moved[k])
        others[1, k] = _within(left[i], moved_overtime[k])
    np.add.at(overtime, routed, others[1])
    return Made(made, overtime, others[0], others[1])


def _owed(left: Whole, flow: Numbers) -> Whole:
    """An overtime unit whose whole week rounds away is worked in the next week instead."""
    taken, owed = np.zeros(len(flow), dtype=np.int64), 0
    if not flow.any():
        return taken
    for t, units in enumerate(down(flow).tolist()):
        taken[t] = min(int(left[t]), units + owed)
        owed += units - int(taken[t])
        left[t] -= taken[t]
    return taken


def _within(left: Whole, flow: Numbers) -> Whole:
    """Whole parts of what is made, in periods in which the flow has any."""
    taken = np.minimum(down(flow), left)
    left -= taken
    return taken


def whole_items(
    case: Case,
    layout: Layout,
    values: Numbers,
    made: Made,
    sales: tuple[SalesLine, ...],
    stood_in: tuple[StoodInLine, ...],
) -> tuple[ItemLine, ...]:
    items = case.company.items
    at = {item.sku: i for i, item in enumerate(items)}
    shape = made.units.shape
    went = np.array([line.shipped_units for line in sales]).reshape(len(items), -1, shape[1])
    gone = went.sum(axis=1)
    for line in stood_in:
        gone[at[line.substitute]] += line.units
        gone[at[line.sku]] -= line.units
    perishable = [i for i, item in enumerate(items) if item.shelf_life_weeks is not None]
    written_off = np.zeros(shape, dtype=np.int64)
    written_off[perishable] = down(values[layout.written_off] * THOUSAND)
    came = np.rint(came_in(case.company, list(at), shape[1]) * THOUSAND).astype(np.int64)
    stock = np.cumsum(came + made.units - gone - written_off, axis=1)
    return tuple(
        ItemLine(
            sku=item.sku,
            regular_units=tuple((made.units[i] - made.overtime[i]).tolist()),
            overtime_units=tuple(made.overtime[i].tolist()),
            stock_units=tuple(stock[i].tolist()),
            written_off_units=tuple(written_off[i].tolist()) if i in perishable else (),
        )
        for i, item in enumerate(items)
    )


def moved_lines(case: Case, made: Made) -> tuple[MovedLine, ...]:
    return tuple(
        MovedLine(
            sku=one.sku,
            resource=one.resource,
            regular_units=tuple(made.moved[k].tolist()),
            overtime_units=tuple(made.moved_overtime[k].tolist()),
        )
        for k, one in enumerate(case.company.routings)
    )
