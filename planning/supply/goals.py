"""What a plan tries to reach, in order. Every goal is a sum to be made small."""

# pyright: standard
# (numpy's arithmetic on untyped arrays)

from typing import NamedTuple

import numpy as np

from planning.company import Company, Tier
from planning.rules import Allocation, Case
from planning.supply.facts import holding_share_per_week
from planning.supply.layout import Columns, Layout, Numbers
from planning.supply.model import THOUSAND, Model

SAFETY_PENALTY_SHARE = 0.01
"""Of variable cost, per unit and week short of safety stock: above holding cost, below overtime."""


class Terms(NamedTuple):
    columns: Columns
    costs: Numbers


class Goal(NamedTuple):
    name: str
    terms: Terms


def goals_of(case: Case, model: Model) -> list[Goal]:
    """Managed: floors, lost units by priority, earlier weeks, built-early stock, then money.

    Unmanaged: the largest lost share, the earlier week weighing more, then units, then money.
    """
    layout = model.layout
    if case.rules.allocation is Allocation.FAIR_SHARE:
        wanted = _unmanaged(model)
    else:
        floors = Goal("floors", _each(layout.floor_shortfall, 1.0))
        early = Goal("built early", _each(layout.prebuild_shortfall, 1.0))
        wanted = [floors, *_lost_by_priority(case, layout), _earlier_first(layout), early]
    wanted = [goal for goal in wanted if goal.terms.columns.size]
    return [*wanted, Goal("cost less margin", _money(case.company, layout))]


def _unmanaged(model: Model) -> list[Goal]:
    """The week's weight falls linearly; times its demand, so that no week is cheap to let down."""
    weeks = len(model.layout.lost_share)
    ahead = np.arange(weeks, 0, -1) / weeks
    asked = model.demand.sum(axis=(0, 1))
    share = Terms(model.layout.lost_share, ahead * asked)
    shipped = _each(model.layout.shipped, -1.0)
    return [Goal("largest lost share", share), Goal("lost", shipped)]


def _lost_by_priority(case: Case, layout: Layout) -> list[Goal]:
    """Tier-1 core first, then the rest tier by tier; with non-core lowered, all core first.

    The demand is constant, so the least lost is the most shipped: the terms are -sum S.
    """
    tiers = sorted(case.company.tiers, key=lambda tier: tier.rank)
    groups: list[tuple[Tier, bool | None]] = [(tiers[0], True), *((tier, None) for tier in tiers)]
    if case.rules.non_core_floor_pct is not None:
        groups = [(tier, core) for core in (True, False) for tier in tiers]
    return [
        Goal(f"lost {tier.code} {core}", _shipped(case.company, layout, tier, core=core))
        for tier, core in groups
    ]


def _earlier_first(layout: Layout) -> Goal:
    """Units lost in the week they run out, not before: what is promised first is shipped first."""
    weeks = layout.shipped.shape[2]
    ahead = np.arange(weeks, 0, -1) / weeks
    costs = -np.broadcast_to(ahead, layout.shipped.shape).ravel()
    return Goal("earlier weeks first", Terms(layout.shipped.ravel(), costs))


def _shipped(company: Company, layout: Layout, tier: Tier, *, core: bool | None) -> Terms:
    g = company.tiers.index(tier)
    columns = [
        layout.shipped[i, g]
        for i, item in enumerate(company.items)
        if core is None or item.core is core
    ]
    return _each(np.array(columns, dtype=np.int32), -1.0)


def _money(company: Company, layout: Layout) -> Terms:
    """Thousand EUR: overtime, expediting, holding and safety deficit, less the margin shipped."""
    holding = holding_share_per_week(company)
    parts: list[Terms] = []
    hour_eur = {r.code: float(r.overtime_premium_eur_per_hour) for r in company.resources}
    for i, item in enumerate(company.items):
        cost = float(item.variable_cost_eur)
        overtime = hour_eur[item.resource] * float(item.hours_per_1000_units) / THOUSAND
        parts += [
            _each(layout.shipped[i], cost - float(item.price_eur)),
            _each(layout.overtime[i], overtime),
            _each(layout.stock[i], cost * holding),
            _each(layout.deficit[i], cost * SAFETY_PENALTY_SHARE),
        ]
    for c, part in enumerate(company.components):
        parts += [
            _each(layout.component_stock[c], float(part.unit_cost_eur) * holding),
            _each(layout.expedited[c], float(part.expedite_premium_eur)),
        ]
    return Terms(
        np.concatenate([terms.columns for terms in parts]),
        np.concatenate([terms.costs for terms in parts]),
    )


def _each(columns: Columns, cost: float) -> Terms:
    flat = columns.ravel()
    return Terms(flat, np.full(len(flat), cost))
