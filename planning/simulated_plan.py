"""What a plan has decided, as arrays: it stands whatever demand comes."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from planning.company import Company
from planning.periods import periods_of, shares_before
from planning.plan import Plan
from planning.supply.facts import opening_stock, receipts_by_code
from planning.supply.layout import Numbers


class GoesOver(NamedTuple):
    """Units of one item that the plan ships instead of another."""

    substitute: int
    item: int
    units: Numbers
    """[period]"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    opening: Numbers
    """[item]"""
    comes: Numbers
    """[period, item]: made and received."""
    asked: Numbers
    """[period, item, tier]: the demand it was planned for; tiers by rank."""
    ships: Numbers
    """[period, item, tier]"""
    kept_for_later: Numbers
    """[period, item]: stock at the end that it needs in a later period."""
    keeps_most: Numbers
    """[period, item]: what hasn't outlived its shelf life by the end; without one, no limit."""
    over: tuple[GoesOver, ...]
    waits: tuple[tuple[tuple[float, ...], ...] | None, ...]
    """By tier, for each period the shares of every period whose customers may still wait."""
    weeks: Numbers
    """[period]"""


def decided_in(company: Company, plan: Plan) -> Decided:
    tiers = [tier.code for tier in sorted(company.tiers, key=lambda one: one.rank)]
    skus = [item.sku for item in company.items]
    opening, received = opening_stock(company), receipts_by_code(company)
    none = (0,) * len(plan.weeks)
    made = {line.sku: line.made_units for line in plan.items}
    comes = [np.add(made[sku], received.get(sku, none)) for sku in skus]
    stock = np.array([line.stock_units for line in plan.items], dtype=float).T
    order = {sku: at for at, sku in enumerate(skus)}
    by_rank = sorted(company.tiers, key=lambda one: one.rank)
    return Decided(
        opening=np.array([opening.get(sku, 0) for sku in skus], dtype=float),
        comes=np.array(comes, dtype=float).T,
        asked=_by_tier(plan, skus, tiers, "demand_units"),
        ships=_by_tier(plan, skus, tiers, "shipped_units"),
        kept_for_later=stock - np.minimum.accumulate(stock[::-1])[::-1],
        keeps_most=_keeps_most(company, plan, stock),
        over=tuple(
            GoesOver(order[line.substitute], order[line.sku], np.array(line.units, dtype=float))
            for line in plan.stood_in
        ),
        waits=tuple(
            None if one.waits_weeks is None else shares_before(company, one.waits_weeks)
            for one in by_rank
        ),
        weeks=np.array([period.weeks for period in periods_of(company)], dtype=float),
    )


def _by_tier(plan: Plan, skus: list[str], tiers: list[str], field: str) -> Numbers:
    found = np.zeros((len(plan.weeks), len(skus), len(tiers)))
    items = {sku: at for at, sku in enumerate(skus)}
    places = {tier: at for at, tier in enumerate(tiers)}
    for line in plan.sales:
        found[:, items[line.sku], places[line.tier]] += getattr(line, field)
    return found


def _keeps_most(company: Company, plan: Plan, stock: Numbers) -> Numbers:
    """What came within the shelf life, in whole units; never less than the plan itself keeps."""
    most = np.full(stock.shape, np.inf)
    opening, received = opening_stock(company), receipts_by_code(company)
    for at, (item, line) in enumerate(zip(company.items, plan.items, strict=True)):
        if item.shelf_life_weeks is not None:
            came = np.add(line.made_units, received.get(item.sku, (0,) * len(plan.weeks)))
            came[0] += opening.get(item.sku, 0)
            shares = np.array(shares_before(company, item.shelf_life_weeks))
            most[:, at] = np.maximum(np.floor(shares @ came), stock[:, at])
    return most
