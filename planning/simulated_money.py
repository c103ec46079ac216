"""What a plan that stands comes to in every draw: units, money, service and stock."""

from dataclasses import dataclass

import numpy as np

from planning.company import Company
from planning.demand import promoted_weeks
from planning.demand_draws import Draws
from planning.metrics import affected_skus
from planning.plan import Plan
from planning.plan_money import holding_costs, money_of
from planning.simulated import simulate
from planning.simulated_plan import decided_in
from planning.supply.facts import holding_share_per_week
from planning.supply.layout import Numbers

FIXED = ("overtime_eur", "expedite_eur", "ordering_eur", "sourcing_eur")
"""Costs of what is decided, whatever comes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcomes:
    """[draw], and where said [draw, item] or [draw, tier]."""

    units_sold: Numbers
    lost: Numbers
    revenue: Numbers
    margin: Numbers
    """After cost."""
    margin_by_item: Numbers
    """[draw, item], before what is decided costs."""
    peak: Numbers
    service_pct: Numbers
    """[draw, tier], tiers by rank; counted where and when the metric counts it."""


def outcomes(company: Company, plan: Plan, draws: Draws, *, fair: bool) -> Outcomes:
    """`company` as the option's own levers leave it."""
    decided = decided_in(company, plan)
    count, (_, items, tiers) = len(draws.factors), decided.asked.shape
    shipped, over_eur = np.zeros((count, items)), np.zeros((count, items))
    kept, written = np.zeros((count, items)), np.zeros((count, items))
    lost, peak = np.zeros(count), np.zeros(count)
    asked_t, shipped_t = np.zeros((count, tiers)), np.zeros((count, tiers))
    counted, scope = set(promoted_weeks(company)), _in_scope(company)
    cost, parts_eur = _costs(company), _parts_eur(company, plan)
    dearer = [(line.item, cost[line.substitute] - cost[line.item]) for line in decided.over]
    for at, period in enumerate(simulate(decided, draws, fair=fair)):
        shipped += period.shipped.sum(axis=2)
        lost += period.lost.sum(axis=(1, 2))
        kept += period.stock * decided.weeks[at]
        written += period.written_off
        for place, (item, more) in enumerate(dearer):
            over_eur[:, item] += more * period.over[:, place]
        peak = np.maximum(peak, period.stock @ cost + parts_eur[at])
        if at in counted:
            asked_t += period.asked[:, scope].sum(axis=1)
            shipped_t += period.shipped[:, scope].sum(axis=1)
    price = np.array([float(item.price_eur) for item in company.items])
    rate = holding_share_per_week(company)
    by_item = shipped * (price - cost) - over_eur - kept * cost * rate - written * cost
    return Outcomes(
        units_sold=shipped.sum(axis=1),
        lost=lost,
        revenue=shipped @ price,
        margin=by_item.sum(axis=1) - _decided_eur(company, plan),
        margin_by_item=by_item,
        peak=peak,
        service_pct=100
        * np.divide(shipped_t, asked_t, out=np.ones_like(asked_t), where=asked_t > 0),
    )


def _in_scope(company: Company) -> list[int]:
    skus = affected_skus(company)
    return [at for at, item in enumerate(company.items) if item.sku in skus]


def _costs(company: Company) -> Numbers:
    return np.array([float(item.variable_cost_eur) for item in company.items])


def _parts_eur(company: Company, plan: Plan) -> Numbers:
    """[period]: components stay as planned, since what is made does."""
    each = {part.code: float(part.unit_cost_eur) for part in company.components}
    values = [np.array(line.stock) * each[line.code] for line in plan.components]
    return np.sum(values, axis=0) if values else np.zeros(len(plan.weeks))


def _decided_eur(company: Company, plan: Plan) -> float:
    money = money_of(company, plan)
    held = sum(one.eur for one in holding_costs(company, plan) if one.where == "components")
    return float(sum(money[key] for key in FIXED) + held)
