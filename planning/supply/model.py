"""The supply model's matrix: weekly, items x tiers, multi-level, lost sales, soft safety stock.

i item, g tier, c component, r resource, t week. Variables, all >= 0:
  P, O regular and overtime production; I stock; S shipped; Z safety-stock deficit;
  K component stock; Q ordered, E expedited, both in the week the order is placed;
  W shortfall of built-early stock; F shortfall of a service floor; U largest lost share of a week.
Lost units are L = D - S, so S <= D is a bound and a shortage is never infeasible.

Rows:
  stock      I[t] = I[t-1] + receipts[t] + P[t] + O[t] - sum_g S[g,t]
  safety     I[t] + Z[t] >= SS
  prebuild   I[t] + W >= SS + wanted
  capacity   sum_i b P <= Cap[r,t];  sum_i b O <= OTmax[r,t]
  component  K[t] = K[t-1] + receipts[t] + Q[t-lead] + E[t-expedite lead] - sum_i a (P[t] + O[t])
             (a term with a negative week is zero: inside the lead time only open orders arrive)
  floor      sum S + F >= floor * sum D
  share      sum_g S[i,g,t] + D[i,t] U[t] >= D[i,t]

Units: quantities and euros in thousands, hours as they are, so that coefficients lie between 0.001
and 1,000 and the solver's 1e-7 tolerance is a ten-thousandth of a unit.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import inf

import numpy as np

from planning.company import Company
from planning.rules import Allocation, Case
from planning.supply.facts import (
    available_hours,
    available_overtime_hours,
    opening_stock,
    receipts,
    uses,
)
from planning.supply.layout import Columns, Layout, Numbers, layout_of
from planning.supply.rows import Rows

THOUSAND = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    layout: Layout
    column_upper: Numbers
    rows: Rows
    demand: Numbers
    """Thousand units by item, tier and week."""


def build_model(case: Case) -> Model:
    demand = _demand(case)
    layout = layout_of(case)
    rows = Rows()
    _item_rows(case, layout, rows)
    _prebuild_rows(case, layout, rows)
    _capacity_rows(case, layout, rows)
    _component_rows(case.company, layout, rows)
    if case.rules.allocation is Allocation.PRIORITY:
        _floor_rows(case, layout, rows, demand)
    else:
        _share_rows(layout, rows, demand)
    return Model(layout=layout, column_upper=_upper(case, layout, demand), rows=rows, demand=demand)


def _demand(case: Case) -> Numbers:
    items, tiers = len(case.company.items), len(case.company.tiers)
    table = np.array([row.units for row in case.demand], dtype=np.float64) / THOUSAND
    return table.reshape(items, tiers, case.company.horizon_weeks)


def _item_rows(case: Case, layout: Layout, rows: Rows) -> None:
    company, opening = case.company, opening_stock(case.company)
    for i, item in enumerate(company.items):
        arriving = receipts(company, item.sku)
        for t in range(company.horizon_weeks):
            stock = int(layout.stock[i, t])
            before = [(int(layout.stock[i, t - 1]), 1.0)] if t else []
            made = [(int(layout.regular[i, t]), 1.0), (int(layout.overtime[i, t]), 1.0)]
            shipped = [(int(column), -1.0) for column in layout.shipped[i, :, t]]
            came = (arriving[t] + (0 if t else opening.get(item.sku, 0))) / THOUSAND
            rows.add([*before, *made, *shipped, (stock, -1.0)], lower=-came, upper=-came)
            rows.add(
                [(stock, 1.0), (int(layout.deficit[i, t]), 1.0)],
                lower=item.safety_stock_units / THOUSAND,
            )


def _prebuild_rows(case: Case, layout: Layout, rows: Rows) -> None:
    position = {item.sku: i for i, item in enumerate(case.company.items)}
    for wanted, shortfall in zip(case.rules.prebuild, layout.prebuild_shortfall, strict=True):
        i = position[wanted.sku]
        target = case.company.items[i].safety_stock_units + wanted.units
        terms = [(int(layout.stock[i, wanted.week]), 1.0), (int(shortfall), 1.0)]
        rows.add(terms, lower=target / THOUSAND)


def _capacity_rows(case: Case, layout: Layout, rows: Rows) -> None:
    company = case.company
    for resource in company.resources:
        makes = [
            (i, float(item.hours_per_1000_units))
            for i, item in enumerate(company.items)
            if item.resource == resource.code
        ]
        hours, extra = (
            available_hours(resource, company),
            available_overtime_hours(case.rules.overtime_on(resource), company),
        )
        for t in range(company.horizon_weeks):
            rows.add([(int(layout.regular[i, t]), b) for i, b in makes], upper=hours[t])
            rows.add([(int(layout.overtime[i, t]), b) for i, b in makes], upper=extra[t])


def _component_rows(company: Company, layout: Layout, rows: Rows) -> None:
    opening, used = opening_stock(company), uses(company)
    for c, part in enumerate(company.components):
        arriving = receipts(company, part.code)
        issues = [
            (i, used[item.sku, part.code])
            for i, item in enumerate(company.items)
            if (item.sku, part.code) in used
        ]
        for t in range(company.horizon_weeks):
            terms = [(int(layout.component_stock[c, t]), -1.0)]
            terms += [(int(layout.component_stock[c, t - 1]), 1.0)] if t else []
            terms += _arrives(layout.ordered[c], t, part.lead_time_weeks)
            terms += _arrives(layout.expedited[c], t, part.expedite_lead_time_weeks)
            terms += [(int(layout.regular[i, t]), -a) for i, a in issues]
            terms += [(int(layout.overtime[i, t]), -a) for i, a in issues]
            came = (arriving[t] + (0 if t else opening.get(part.code, 0))) / THOUSAND
            rows.add(terms, lower=-came, upper=-came)


def _arrives(orders: Columns, week: int, lead_weeks: int | None) -> list[tuple[int, float]]:
    placed = None if lead_weeks is None else week - lead_weeks
    return [] if placed is None or placed < 0 else [(int(orders[placed]), 1.0)]


def _floor_rows(case: Case, layout: Layout, rows: Rows, demand: Numbers) -> None:
    non_core = [i for i, item in enumerate(case.company.items) if not item.core]
    lowered = case.rules.non_core_floor_pct
    for g, tier in enumerate(case.company.tiers):
        everything = range(len(case.company.items))
        _floor_row(layout, rows, demand, (g, 0), everything, tier.service_floor_pct)
        if lowered is not None:
            floor = max(lowered, tier.service_floor_pct)
            _floor_row(layout, rows, demand, (g, 1), non_core, floor)


def _floor_row(
    layout: Layout,
    rows: Rows,
    demand: Numbers,
    place: tuple[int, int],
    items: Sequence[int],
    floor_pct: Decimal,
) -> None:
    tier, kind = place
    shipped = [(int(column), 1.0) for column in layout.shipped[list(items), tier].ravel()]
    asked = float(demand[list(items), tier].sum())
    shortfall = (int(layout.floor_shortfall[kind, tier]), 1.0)
    rows.add([*shipped, shortfall], lower=asked * float(floor_pct) / 100)


def _share_rows(layout: Layout, rows: Rows, demand: Numbers) -> None:
    for i, t in _pairs(layout.stock):
        asked = float(demand[i, :, t].sum())
        if asked:
            shipped = [(int(column), 1.0) for column in layout.shipped[i, :, t]]
            rows.add([*shipped, (int(layout.lost_share[t]), asked)], lower=asked)


def _pairs(table: Columns) -> Iterator[tuple[int, int]]:
    return ((i, t) for i in range(table.shape[0]) for t in range(table.shape[1]))


def _upper(case: Case, layout: Layout, demand: Numbers) -> Numbers:
    company, rules = case.company, case.rules
    upper = np.full(layout.count, inf)
    upper[layout.shipped] = demand
    if not rules.overtime:
        upper[layout.overtime] = 0
    upper[layout.expedited] = 0
    allowed = {expedite.component: expedite.max_per_week for expedite in rules.expedite}
    limits = {(limit.component, limit.week): limit.quantity for limit in rules.order_limits}
    for c, part in enumerate(company.components):
        if part.code in allowed and part.expedite_lead_time_weeks is not None:
            most = min(allowed[part.code], part.expedite_max_per_week)
            upper[layout.expedited[c]] = most / THOUSAND
        for t in range(company.horizon_weeks):
            if (part.code, t) in limits:
                upper[layout.ordered[c, t]] = limits[part.code, t] / THOUSAND
        # What can't arrive inside the horizon isn't ordered.
        upper[layout.ordered[c, max(company.horizon_weeks - part.lead_time_weeks, 0) :]] = 0
        late = company.horizon_weeks - (part.expedite_lead_time_weeks or 0)
        upper[layout.expedited[c, max(late, 0) :]] = 0
    return upper
