"""A locked plan on changed facts: what is frozen stays, the rest moves as little as it must.

Variables beside the model's own, all >= 0: d[i,t] how far an item's production, e[c,t] how far a
component's orders leave the locked plan:
  -d <= P[i,t] + O[i,t] - locked <= d;   -e <= Q[c,t] + E[c,t] - locked <= e
What was ordered in a week that is over is fixed. Goals, in order: production of the weeks begun
kept, then of the frozen ones, then the case's own, then the least disturbance, valued at cost, and
money last.
"""

# pyright: standard
# (numpy's arithmetic on untyped arrays)

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from planning.plan import Plan
from planning.rules import Case
from planning.supply.goals import Goal, goals_of
from planning.supply.layout import Columns, Numbers
from planning.supply.model import Model, build_model
from planning.supply.network import THOUSAND
from planning.supply.rows import Matrix, Rows
from planning.supply.solve import solve_model
from planning.supply.verification import check_plan
from planning.supply.whole_units import whole_plan
from planning.supply.wider_money import Terms


class Pinned(NamedTuple):
    """What of an expedited order its supplier has confirmed: that much, and no more."""

    component: int
    period: int
    quantity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A locked plan and how far of it can't be changed any more, in planning periods."""

    plan: Plan
    begun: int
    """Production of these is done or under way."""
    placed: int
    """Orders of these are placed; there are neither more nor less."""
    frozen: tuple[int, ...]
    """By item: production of these keeps to the plan, as far as anything lets it."""
    confirmed: tuple[Pinned, ...] = ()


def solve_delta(case: Case, held: Held) -> Plan:
    """The best plan from here on, least away from the locked one, in whole units and checked."""
    model, moved = _held_to(case, build_model(case), held)
    values = solve_model(model, _goals(case, model, moved, held)).values
    plan = whole_plan(case, model.layout, values)
    check_plan(case, plan)
    return plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """Columns: how far production, by item and period, and orders, by component, are off."""

    made: Columns
    ordered: Columns


def _held_to(case: Case, model: Model, held: Held) -> tuple[Model, Moved]:
    made, ordered, expedited = _locked(held)
    count, layout = model.layout.count, model.layout
    moved = Moved(
        made=np.arange(count, count + made.size, dtype=np.int32).reshape(made.shape),
        ordered=np.arange(
            count + made.size, count + made.size + ordered.size, dtype=np.int32
        ).reshape(ordered.shape),
    )
    rows = Rows()
    _near(rows, (layout.regular, layout.overtime), made, moved.made)
    _near(rows, (layout.ordered, layout.expedited), ordered + expedited, moved.ordered)
    bought = np.array([part.resource is None for part in case.company.components])
    for columns, placed in ((layout.ordered, ordered), (layout.expedited, expedited)):
        now = placed[bought, : held.placed]
        fixed = rows.add(*now.shape, lower=now, upper=now)
        rows.put(fixed, columns[bought, : held.placed], 1.0)
    for c, week, _ in held.confirmed:
        rows.put(
            rows.add(1, lower=expedited[c, week], upper=expedited[c, week]),
            layout.expedited[c, week],
            1.0,
        )
    rows.end("held")
    upper = np.concatenate([model.column_upper, np.full(made.size + ordered.size, np.inf)])
    return (
        replace(
            model,
            layout=replace(layout, count=count + made.size + ordered.size),
            column_upper=upper,
            rows=_joined(model.rows, rows.matrix()),
            row_blocks=(*model.row_blocks, ("held", len(model.rows.lower) + rows.count)),
        ),
        moved,
    )


def _locked(held: Held) -> tuple[Numbers, Numbers, Numbers]:
    """What is made by item and period; what is ordered and expedited by component and period."""
    plan = held.plan
    made = np.array([line.made_units for line in plan.items], dtype=np.float64)
    ordered = np.array([line.ordered for line in plan.components], dtype=np.float64)
    expedited = np.array([line.expedited for line in plan.components], dtype=np.float64)
    for c, week, quantity in held.confirmed:
        expedited[c, week] = quantity
    return made / THOUSAND, ordered / THOUSAND, expedited / THOUSAND


def _near(rows: Rows, columns: tuple[Columns, ...], locked: Numbers, off: Columns) -> None:
    """Two rows a number: the sum of the columns is within `off` of what was locked."""
    most, least = rows.add(*locked.shape, upper=locked), rows.add(*locked.shape, lower=locked)
    for own in columns:
        rows.put(most, own, 1.0)
        rows.put(least, own, 1.0)
    rows.put(most, off, -1.0)
    rows.put(least, off, 1.0)


def _joined(first: Matrix, second: Matrix) -> Matrix:
    return Matrix(
        lower=np.concatenate([first.lower, second.lower]),
        upper=np.concatenate([first.upper, second.upper]),
        starts=np.concatenate([first.starts, second.starts[1:] + first.starts[-1]]),
        columns=np.concatenate([first.columns, second.columns]),
        values=np.concatenate([first.values, second.values]),
    )


def _goals(case: Case, model: Model, moved: Moved, held: Held) -> list[Goal]:
    company = case.company
    item_eur = np.array([float(item.variable_cost_eur) for item in company.items])
    part_eur = np.array([float(part.unit_cost_eur) for part in company.components])
    off = np.concatenate([moved.made.ravel(), moved.ordered.ravel()])
    eur = np.concatenate(
        [
            np.broadcast_to(item_eur[:, None], moved.made.shape).ravel(),
            np.broadcast_to(part_eur[:, None], moved.ordered.shape).ravel(),
        ]
    )
    own = goals_of(case, model)
    done = moved.made[:, : held.begun].ravel()
    ahead = np.arange(moved.made.shape[1]) < np.array(held.frozen)[:, None]
    ahead[:, : held.begun] = False
    kept = [
        Goal(name, Terms(columns, np.ones(len(columns))))
        for name, columns in (("begun weeks", done), ("frozen weeks", moved.made[ahead]))
        if len(columns)
    ]
    return [*kept, *own[:-1], Goal("least disturbance", Terms(off, eur)), own[-1]]
