"""Rows about finished stock: its balance, its safety, its age and how far ahead it reaches."""

# pyright: standard
# (numpy's arithmetic on untyped arrays)

from math import inf

import numpy as np

from planning.company import Company
from planning.periods import shares_after, shares_before
from planning.rules import Case
from planning.supply.facts import opening_stock, receipts_by_code
from planning.supply.layout import Layout, Numbers
from planning.supply.network import THOUSAND, Network, routed_items
from planning.supply.rows import Rows


def came_in(company: Company, codes: list[str], periods: int) -> Numbers:
    """Thousand units by code and period: open supply, and in the first what is on hand."""
    opening, receipts = opening_stock(company), receipts_by_code(company)
    table = np.array([receipts.get(code, (0,) * periods) for code in codes], dtype=np.float64)
    table = table.reshape(len(codes), periods)
    table[:, 0] += [opening.get(code, 0) for code in codes]
    return table / THOUSAND


def add_item_rows(case: Case, network: Network, layout: Layout, rows: Rows) -> None:
    company = case.company
    items, periods = layout.stock.shape
    came = came_in(company, [item.sku for item in company.items], periods)
    safety = np.array([item.safety_stock_units for item in company.items]) / THOUSAND
    wanted = np.broadcast_to(safety[:, None], came.shape)
    pairs = rows.add(
        items,
        periods,
        2,
        lower=np.stack([-came, wanted], axis=-1),
        upper=np.stack([-came, np.full(came.shape, inf)], axis=-1),
    )
    balance, kept = pairs[..., 0], pairs[..., 1]
    rows.put(balance[:, 1:], layout.stock[:, :-1], 1.0)
    for made in (layout.regular, layout.overtime):
        rows.put(balance, made, 1.0)
    rows.put(balance[:, None, :], layout.shipped, -1.0)
    rows.put(balance, layout.stock, -1.0)
    rows.put(kept, layout.stock, 1.0)
    rows.put(kept, layout.deficit, 1.0)
    for moved in (layout.moved, layout.moved_overtime):
        rows.put(balance[routed_items(company, network)], moved, 1.0)
    for at, one in enumerate(company.substitutes):
        rows.put(balance[network.item[one.substitute]], layout.stood_in[at], -1.0)
    perishable = [at for at, item in enumerate(company.items) if item.shelf_life_weeks is not None]
    rows.put(balance[perishable], layout.written_off, -1.0)


def add_prebuild_rows(case: Case, network: Network, layout: Layout, rows: Rows) -> None:
    for wanted, shortfall in zip(case.rules.prebuild, layout.prebuild_shortfall, strict=True):
        at = network.item[wanted.sku]
        target = case.company.items[at].safety_stock_units + wanted.units
        row = rows.add(1, lower=target / THOUSAND)
        rows.put(row, [layout.stock[at, wanted.week], shortfall], 1.0)


def add_keeping_rows(case: Case, layout: Layout, rows: Rows, demand: Numbers) -> None:
    """Nothing older than its shelf life; as little as can be beyond the most cover wanted."""
    company, periods = case.company, layout.stock.shape[1]
    came = came_in(company, [item.sku for item in company.items], periods)
    perishable = [at for at, item in enumerate(company.items) if item.shelf_life_weeks is not None]
    for at in perishable:
        fresh = np.array(shares_before(company, company.items[at].shelf_life_weeks or 0))
        row = rows.add(periods, upper=fresh @ came[at])
        rows.put(row, layout.stock[at], 1.0)
        made = [layout.regular[at], layout.overtime[at]]
        for routing, one in enumerate(company.routings):
            if one.sku == company.items[at].sku:
                made += [layout.moved[routing], layout.moved_overtime[routing]]
        when, of = np.nonzero(fresh)
        for columns in made:
            rows.put(row[when], columns[of], -fresh[when, of])
    covered = [at for at, item in enumerate(company.items) if item.max_cover_weeks is not None]
    for place, at in enumerate(covered):
        asked = demand[at].sum(axis=0)
        for t, shares in enumerate(shares_after(company, company.items[at].max_cover_weeks or 0)):
            if shares is not None:
                row = rows.add(1, upper=float(np.dot(shares, asked)))
                rows.put(row, layout.stock[at, t], 1.0)
                rows.put(row, layout.over_cover[place, t], -1.0)
