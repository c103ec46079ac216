"""Rows about components: their balance over every level, and the lots they are ordered in."""

# pyright: standard
# (numpy's arithmetic on untyped arrays)

from collections import defaultdict
from collections.abc import Iterable
from math import ceil

import numpy as np

from planning.company import Company, Component
from planning.periods import arrival_periods
from planning.supply.item_rows import came_in
from planning.supply.layout import Columns, Layout, Numbers
from planning.supply.network import THOUSAND, Network, routed_items
from planning.supply.openings import is_placed
from planning.supply.rows import RowNumbers, Rows


def add_part_rows(company: Company, network: Network, layout: Layout, rows: Rows) -> RowNumbers:
    """Row numbers of the balances by component and period."""
    parts, periods = layout.component_stock.shape
    came = came_in(company, [part.code for part in company.components], periods)
    balance = rows.add(parts, periods, lower=-came, upper=-came)
    rows.put(balance, layout.component_stock, -1.0)
    rows.put(balance[:, 1:], layout.component_stock[:, :-1], 1.0)
    components = company.components
    _arrive(
        company,
        rows,
        ((balance[c], layout.ordered[c], p.lead_time_weeks) for c, p in enumerate(components)),
    )
    _arrive(
        company,
        rows,
        (
            (balance[c], layout.expedited[c], p.expedite_lead_time_weeks)
            for c, p in enumerate(components)
            if p.expedite_lead_time_weeks is not None
        ),
    )
    _issue(company, network, layout, rows, balance)
    _wider(company, network, layout, rows, balance)
    return balance


def _issue(
    company: Company, network: Network, layout: Layout, rows: Rows, balance: RowNumbers
) -> None:
    """What production takes: of items on any line, and of components made in the house."""
    into, component, per_unit = network.item_uses
    for made in (layout.regular, layout.overtime):
        rows.put(balance[component], made[into], -per_unit[:, None])
    routed = routed_items(company, network)
    for k, item in enumerate(routed):
        own = into == item
        for moved in (layout.moved[k], layout.moved_overtime[k]):
            rows.put(balance[component[own]], moved, -per_unit[own, None])
    into, component, per_unit = network.part_uses
    place = {part: at for at, part in enumerate(network.made.tolist())}
    rows.put(balance[component], layout.ordered[into], -per_unit[:, None])
    overtime = layout.part_overtime[[place[part] for part in into.tolist()]]
    rows.put(balance[component], overtime, -per_unit[:, None])


def _wider(
    company: Company, network: Network, layout: Layout, rows: Rows, balance: RowNumbers
) -> None:
    """Other suppliers, overtime on components made in the house, and alternates."""
    at = network.part
    _arrive(
        company,
        rows,
        (
            (balance[at[one.component]], layout.sourced[s], one.lead_time_weeks)
            for s, one in enumerate(company.sources)
        ),
    )
    _arrive(
        company,
        rows,
        (
            (balance[c], layout.part_overtime[m], company.components[c].lead_time_weeks)
            for m, c in enumerate(network.made.tolist())
        ),
    )
    for a, one in enumerate(company.alternates):
        rows.put(balance[at[one.component]], layout.swapped[a], 1.0)
        rows.put(balance[at[one.alternate]], layout.swapped[a], -float(one.qty_per_unit))
    if company.alternates:
        # An alternate goes in for what is used, and isn't exchanged for stock.
        swapped = rows.add(*balance.shape, upper=0.0)
        _issue(company, network, layout, rows, swapped)
        for a, one in enumerate(company.alternates):
            rows.put(swapped[at[one.component]], layout.swapped[a], 1.0)


def _arrive(
    company: Company, rows: Rows, orders: Iterable[tuple[RowNumbers, Columns, int]]
) -> None:
    """Orders with the balances they arrive in, those of one lead time together."""
    by_lead: dict[int, list[tuple[RowNumbers, Columns]]] = defaultdict(list)
    for balance, placed, lead in orders:
        by_lead[lead].append((balance, placed))
    for lead, together in by_lead.items():
        arrivals = list(enumerate(arrival_periods(company, lead)))
        ordered = [q for q, arrival in arrivals if arrival is not None]
        there = [arrival for _, arrival in arrivals if arrival is not None]
        balances = np.stack([balance for balance, _ in together])
        columns = np.stack([own for _, own in together])
        rows.put(balances[:, there], columns[:, ordered], 1.0)


def add_lot_rows(
    company: Company, network: Network, layout: Layout, rows: Rows, demand: Numbers
) -> None:
    """Orders in whole multiples, no smaller than the least, and counted where each has a cost."""
    placed = [(c, part) for c, part in enumerate(company.components) if is_placed(part)]
    need = needs(company, network, demand) if placed else np.zeros(0)
    lots = iter(layout.lots)
    for once, (c, part) in zip(layout.placed, placed, strict=True):
        counted, most = layout.ordered[c], float(need[c])
        multiple = part.order_multiple
        if multiple is not None:
            counted = next(lots)
            exact = rows.add(len(once), lower=0.0, upper=0.0)
            rows.put(exact, layout.ordered[c], 1.0)
            rows.put(exact, counted, -multiple / THOUSAND)
            most = ceil(need[c] * THOUSAND / multiple) + least_lots(part)
        if least_lots(part) > 1:
            above = rows.add(len(once), lower=0.0)
            rows.put(above, counted, 1.0)
            rows.put(above, once, -float(least_lots(part)))
        if least_lots(part) > 1 or part.order_cost_eur is not None:
            below = rows.add(len(once), upper=0.0)
            rows.put(below, counted, 1.0)
            rows.put(below, once, -most)


def least_lots(part: Component) -> int:
    """The fewest multiples an order has.

    >>> from decimal import Decimal
    >>> least_lots(Component(code="C", name="Cap", unit="pc", supplier="S", lead_time_weeks=1,
    ...     unit_cost_eur=Decimal(1), expedite_lead_time_weeks=None,
    ...     expedite_premium_eur=Decimal(0), expedite_max_per_week=0,
    ...     min_order_quantity=1000, order_multiple=300))
    4
    """
    if part.order_multiple is None:
        return 1
    return max(ceil((part.min_order_quantity or 0) / part.order_multiple), 1)


def needs(company: Company, network: Network, demand: Numbers) -> Numbers:
    """By component, what the whole demand and every safety stock would use, over all levels."""
    safety = np.array([item.safety_stock_units for item in company.items]) / THOUSAND
    wanted = demand.sum(axis=(1, 2)) + safety
    need = np.zeros(len(company.components))
    into, component, per_unit = network.item_uses
    np.add.at(need, component, per_unit * wanted[into])
    level = need
    into, component, per_unit = network.part_uses
    while level.any():
        below = np.zeros(len(need))
        np.add.at(below, component, per_unit * level[into])
        need, level = need + below, below
    return need
