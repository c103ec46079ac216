"""What a plan tries to reach, in order. Every goal is a sum to be made small."""

# pyright: standard
# (numpy's arithmetic on untyped arrays)

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from planning.company import Company, Tier
from planning.periods import periods_of
from planning.rules import Allocation, Case
from planning.supply.facts import holding_share_per_week
from planning.supply.layout import Columns, Layout, Numbers
from planning.supply.model import Model
from planning.supply.network import THOUSAND
from planning.supply.prices import prices_of
from planning.supply.wider_money import SAFETY_PENALTY_SHARE, Terms, wider_money

SHARED = "largest lost share"
STEP, SPREAD = 8.0, 1e5
"""What a goal weighs against the next one, and the first at most against the last before money,
where a start is looked for.
"""
SHARE_WEIGHT, MONEY_WEIGHT = 1.25, 0.01
"""What a lost share, and a thousand EUR, weigh there against units."""


class Goal(NamedTuple):
    name: str
    terms: Terms


def goals_of(case: Case, model: Model) -> list[Goal]:
    """Managed: floors, lost units by priority, earlier weeks, built-early stock, then money.

    Unmanaged: the largest lost share, the earlier week weighing more, then units, then money.
    What a fence asks for comes before either.
    """
    layout = model.layout
    schedule = Goal("schedule kept", _each(layout.unkept, 1.0))
    if case.rules.allocation is Allocation.FAIR_SHARE:
        wanted = _unmanaged(model)
    else:
        floors = Goal("floors", _each(layout.floor_shortfall, 1.0))
        early = Goal("built early", _each(layout.prebuild_shortfall, 1.0))
        wanted = [floors, *_lost_by_priority(case, layout), _earlier_first(layout), early]
    wanted = [goal for goal in (schedule, *wanted) if goal.terms.columns.size]
    return [*wanted, money_goal(case, layout)]


def beginning(goals: Sequence[Goal]) -> Terms:
    """What to solve for once, alone, so that every goal is best there or a few steps from there.

    One sum of all goals in which an earlier one weighs several times a later one. It decides
    nothing: each goal is proven, or met, one by one all the same.
    """
    *ranked, money = goals
    step = min(STEP, SPREAD ** (1 / max(len(ranked) - 1, 1)))
    weights = [SHARE_WEIGHT if goal.name == SHARED else 1.0 for goal in ranked]
    parts = [
        (goal.terms, weight * step ** (len(ranked) - 1 - at))
        for at, (goal, weight) in enumerate(zip(ranked, weights, strict=True))
    ]
    parts.append((money.terms, MONEY_WEIGHT))
    return Terms(
        np.concatenate([terms.columns for terms, _ in parts]),
        np.concatenate([terms.costs * weight for terms, weight in parts]),
    )


def money_goal(case: Case, layout: Layout) -> Goal:
    """In thousand EUR; the less, the more margin after cost."""
    return Goal("cost less margin", _money(case, layout))


def _unmanaged(model: Model) -> list[Goal]:
    """The week's weight falls linearly; times its demand, so that no week is cheap to let down."""
    weeks = len(model.layout.lost_share)
    ahead = np.arange(weeks, 0, -1) / weeks
    asked = model.demand.sum(axis=(0, 1))
    share = Terms(model.layout.lost_share, ahead * asked)
    shipped = np.concatenate([model.layout.shipped.ravel(), model.layout.stood_in.ravel()])
    return [Goal(SHARED, share), Goal("lost", _each(shipped, -1.0))]


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
    columns = np.concatenate(
        [layout.shipped.reshape(-1, weeks), layout.stood_in.reshape(-1, weeks)]
    )
    costs = -np.broadcast_to(ahead, columns.shape).ravel()
    return Goal("earlier weeks first", Terms(columns.ravel(), costs))


def _shipped(company: Company, layout: Layout, tier: Tier, *, core: bool | None) -> Terms:
    g = company.tiers.index(tier)
    counts = {item.sku: core is None or item.core is core for item in company.items}
    own = layout.shipped[list(counts.values()), g]
    instead = [counts[one.sku] for one in company.substitutes]
    for_others = layout.stood_in[np.array(instead, dtype=bool), g]
    return _each(np.concatenate([own.ravel(), for_others.ravel()]), -1.0)


def _money(case: Case, layout: Layout) -> Terms:
    """Thousand EUR: what is done beyond the usual, and holding, less the margin shipped."""
    company, prices = case.company, prices_of(case)
    weeks = np.array([period.weeks for period in periods_of(company)], dtype=np.float64)
    holding = holding_share_per_week(company) * weeks
    hour_eur = {r.code: float(r.overtime_premium_eur_per_hour) for r in company.resources}
    cost = np.array([float(item.variable_cost_eur) for item in company.items])
    price = np.array([prices[item.sku] for item in company.items], dtype=np.float64)
    overtime = np.array(
        [hour_eur[i.resource] * float(i.hours_per_1000_units) / THOUSAND for i in company.items]
    )
    part_cost = np.array([float(part.unit_cost_eur) for part in company.components])
    premium = np.array([float(part.expedite_premium_eur) for part in company.components])
    parts = [
        _priced(layout.shipped, (cost[:, None] - price)[:, None, :]),
        _priced(layout.overtime, overtime[:, None]),
        _priced(layout.stock, cost[:, None] * holding),
        _priced(layout.deficit, cost[:, None] * SAFETY_PENALTY_SHARE * weeks),
        _priced(layout.component_stock, part_cost[:, None] * holding),
        _priced(layout.expedited, premium[:, None]),
        *wider_money(case, layout),
    ]
    return Terms(
        np.concatenate([terms.columns for terms in parts]),
        np.concatenate([terms.costs for terms in parts]),
    )


def _priced(columns: Columns, costs: Numbers) -> Terms:
    return Terms(columns.ravel(), np.broadcast_to(costs, columns.shape).ravel())


def _each(columns: Columns, cost: float) -> Terms:
    flat = columns.ravel()
    return Terms(flat, np.full(len(flat), cost))
