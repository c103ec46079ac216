"""Rows about what customers get: what waits, what substitutes stand in for, floors and shares."""

# pyright: standard
# (numpy's arithmetic on untyped arrays)

from collections.abc import Sequence
from decimal import Decimal

import numpy as np

from planning.rules import Case
from planning.supply.layout import Layout, Numbers
from planning.supply.network import Network
from planning.supply.rows import Rows


def add_demand_rows(
    case: Case, network: Network, layout: Layout, rows: Rows, demand: Numbers
) -> None:
    """What is shipped, waits and is lost adds up, where that is more than a bound on shipments."""
    company = case.company
    items, periods = layout.stock.shape
    waits = [g for g, tier in enumerate(company.tiers) if tier.waits_weeks is not None]
    for place, g in enumerate(waits):
        row = rows.add(items, periods, lower=-demand[:, g], upper=-demand[:, g])
        rows.put(row[:, 1:], layout.waiting[:, place, :-1], 1.0)
        for columns in (layout.waiting[:, place], layout.shipped[:, g], layout.lost[:, place]):
            rows.put(row, columns, -1.0)
        for at, one in enumerate(company.substitutes):
            rows.put(row[network.item[one.sku]], layout.stood_in[at, g], -1.0)
    replaced = {network.item[one.sku] for one in company.substitutes}
    for i in sorted(replaced):
        for g in sorted(set(range(len(company.tiers))) - set(waits)):
            row = rows.add(periods, upper=demand[i, g])
            rows.put(row, layout.shipped[i, g], 1.0)
            for at, one in enumerate(company.substitutes):
                if network.item[one.sku] == i:
                    rows.put(row, layout.stood_in[at, g], 1.0)


def add_floor_rows(case: Case, layout: Layout, rows: Rows, demand: Numbers) -> None:
    non_core = [i for i, item in enumerate(case.company.items) if not item.core]
    lowered = case.rules.non_core_floor_pct
    everything = range(len(case.company.items))
    for g, tier in enumerate(case.company.tiers):
        _floor_row(case, layout, rows, demand, (g, 0), everything, tier.service_floor_pct)
        if lowered is not None:
            floor = max(lowered, tier.service_floor_pct)
            _floor_row(case, layout, rows, demand, (g, 1), non_core, floor)


def _floor_row(
    case: Case,
    layout: Layout,
    rows: Rows,
    demand: Numbers,
    place: tuple[int, int],
    items: Sequence[int],
    floor_pct: Decimal,
) -> None:
    tier, kind = place
    asked = float(demand[list(items), tier].sum())
    row = rows.add(1, lower=asked * float(floor_pct) / 100)
    rows.put(row, layout.shipped[list(items), tier].ravel(), 1.0)
    skus = {case.company.items[i].sku for i in items}
    for at, one in enumerate(case.company.substitutes):
        if one.sku in skus:
            rows.put(row, layout.stood_in[at, tier], 1.0)
    rows.put(row, layout.floor_shortfall[kind, tier], 1.0)


def add_share_rows(layout: Layout, rows: Rows, demand: Numbers) -> None:
    asked = demand.sum(axis=1)
    items, weeks = np.nonzero(asked)
    row = rows.add(len(items), lower=asked[items, weeks])
    rows.put(row[:, None], layout.shipped[items, :, weeks], 1.0)
    rows.put(row, layout.lost_share[weeks], asked[items, weeks])
