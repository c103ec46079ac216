"""The supply model's matrix: periods, items x tiers, several levels, soft safety stock.

i item, g tier, c component, r resource, t period. Variables, all >= 0:
  P, O regular and overtime production on an item's own line; V the same on another line; I stock;
  S shipped; X shipped of a substitute; Z safety-stock deficit; A written off; N short of schedule;
  K component stock; Q ordered or, of a component made in the house, started; E expedited;
  Y covered by an alternate; all in the period in which they are placed;
  B waiting and L lost, where a tier waits; elsewhere L = D - S, so that S <= D is a bound;
  W shortfall of built-early stock; F shortfall of a service floor; U largest lost share of a week.
Every promise has a variable for its shortfall, so a shortage is never infeasible.

Rows (`item_rows`, `part_rows`, `capacity_rows`, `service_rows`):
  stock      I[t] = I[t-1] + receipts[t] + P[t] + O[t] + V[t] - sum_g S[g,t] - X[t] - A[t]
  safety     I[t] + Z[t] >= SS
  shelf      I[t] <= what came in within the shelf life;  cover  I[t] - over <= demand to come
  prebuild   I[t] + W >= SS + wanted
  served     sum_t V = sum_region R,  R <= what the region asks for, where V is opened for regions
  capacity   sum_i b P + sum_c b Q <= Cap[r,t];  the same in overtime <= OTmax[r,t]
  fence      (1 - change) schedule <= P + O + N;  P + O <= (1 + change) schedule
  component  K[t] = K[t-1] + receipts[t] + Q[t-lead] + E[t-expedite lead] + Y[t]
                    - sum_i a (P[t] + O[t] + V[t]) - sum_c a Q[t]
             (a term before the plan is zero: inside the lead time only open orders arrive)
  setup      made of i on r <= most * y (0 or 1), y takes hours of r
  lots       Q = multiple * n;  least * y <= n <= most * y  (n whole, y 0 or 1)
  demand     B[t] = B[t-1] + D[t] - S[t] - X[t] - L[t];  B[t] <= demand no older than the wait
  floor      sum S + X + F >= floor * sum D
  share      sum_g S[i,g,t] + D[i,t] U[t] >= D[i,t]

Units: quantities and euros in thousands, hours as they are, so that coefficients lie between 0.001
and 1,000 and the solver's 1e-7 tolerance is a ten-thousandth of a unit.
"""

# pyright: standard
# (numpy's arithmetic on untyped arrays)

from dataclasses import dataclass

import numpy as np

from planning.rules import Allocation, Case
from planning.supply.bounds import column_upper
from planning.supply.capacity_rows import (
    Fence,
    add_capacity_rows,
    add_fence_rows,
    add_served_rows,
)
from planning.supply.facts import weeks_of
from planning.supply.item_rows import add_item_rows, add_keeping_rows, add_prebuild_rows
from planning.supply.layout import Columns, Layout, Numbers, layout_of
from planning.supply.network import THOUSAND, network_of
from planning.supply.part_rows import add_lot_rows, add_part_rows
from planning.supply.rows import Matrix, RowNumbers, Rows
from planning.supply.service_rows import (
    add_demand_rows,
    add_floor_rows,
    add_share_rows,
)
from planning.supply.setup_rows import add_setup_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    layout: Layout
    column_upper: Numbers
    rows: Matrix
    row_blocks: tuple[tuple[str, int], ...]
    """What the rows are about, in order, and the row after the last of each."""
    demand: Numbers
    """Thousand units by item, tier and period."""
    hour_rows: RowNumbers
    """By line, period, and regular hours or overtime."""
    part_rows: RowNumbers
    """The balances by component and period."""
    fences: tuple[Fence, ...]
    """Rows that hold production to a schedule."""
    whole: Columns
    """Columns that must be whole numbers; none where a linear program is enough."""


def build_model(case: Case) -> Model:
    demand = _demand(case)
    layout, network = layout_of(case), network_of(case.company)
    rows = Rows()
    add_item_rows(case, network, layout, rows)
    rows.end("items")
    add_prebuild_rows(case, network, layout, rows)
    rows.end("prebuild")
    hour_rows = add_capacity_rows(case, network, layout, rows)
    rows.end("hours")
    part_rows = add_part_rows(case.company, network, layout, rows)
    rows.end("parts")
    if case.rules.allocation is Allocation.PRIORITY:
        add_floor_rows(case, layout, rows, demand)
        rows.end("floors")
    else:
        add_share_rows(layout, rows, demand)
        rows.end("shares")
    add_demand_rows(case, network, layout, rows, demand)
    add_keeping_rows(case, layout, rows, demand)
    fences = add_fence_rows(case, network, layout, rows)
    add_served_rows(case, layout, rows)
    add_lot_rows(case.company, network, layout, rows, demand)
    add_setup_rows(case, network, layout, rows, demand, hour_rows)
    rows.end("wider")
    return Model(
        layout=layout,
        column_upper=column_upper(case, network, layout, demand),
        rows=rows.matrix(),
        row_blocks=tuple(rows.blocks),
        demand=demand,
        hour_rows=hour_rows,
        part_rows=part_rows,
        fences=tuple(fences),
        whole=np.concatenate(
            [columns.ravel() for columns in (layout.lots, layout.placed, layout.set_up)]
        ),
    )


def _demand(case: Case) -> Numbers:
    items, tiers = len(case.company.items), len(case.company.tiers)
    table = np.array([row.units for row in case.demand], dtype=np.float64) / THOUSAND
    return table.reshape(items, tiers, len(weeks_of(case.company)))
