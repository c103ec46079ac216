"""Solve the supply model goal by goal: each goal is met as far as the earlier ones allow."""

# pyright: standard
# (highspy's core class is untyped)

from typing import Any, NamedTuple

import highspy
import numpy as np

from planning.plan import Plan
from planning.rules import Case
from planning.supply.goals import Goal, Terms, goals_of
from planning.supply.layout import Numbers
from planning.supply.model import Model, build_model
from planning.supply.verification import check_plan
from planning.supply.whole_units import whole_plan

SLACK = 1e-6
"""Thousand units by which a later goal may undo an earlier one: a thousandth of a unit."""

INFINITY = highspy.kHighsInf


class NoPlan(Exception):
    """The solver stopped without a plan. Demand may always be lost, so this is a fault of ours."""


class Solution(NamedTuple):
    values: Numbers
    goals: dict[str, float]
    """What each goal came to, in its own unit."""


def solve_case(case: Case) -> Plan:
    """The best plan under the case's rules, in whole units, checked against every rule."""
    model = build_model(case)
    solution = solve_model(model, goals_of(case, model))
    plan = whole_plan(case, model.layout, solution.values)
    check_plan(case, plan)
    return plan


def solve_model(model: Model, goals: list[Goal]) -> Solution:
    """Lexicographic: minimise a goal, keep it within `SLACK`, go on to the next."""
    solver = _loaded(model)
    reached: dict[str, float] = {}
    for goal in goals:
        reached[goal.name] = _minimise(solver, model, goal.terms)
        if goal is not goals[-1]:
            solver.addRow(
                -INFINITY,
                reached[goal.name] + SLACK,
                len(goal.terms.columns),
                goal.terms.columns,
                goal.terms.costs,
            )
    return Solution(np.array(solver.getSolution().col_value), reached)


def _minimise(solver: Any, model: Model, terms: Terms) -> float:
    costs = np.zeros(model.layout.count)
    np.add.at(costs, terms.columns, terms.costs)
    every = np.arange(model.layout.count, dtype=np.int32)
    solver.changeColsCost(len(every), every, costs)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise NoPlan
    return float(solver.getInfo().objective_function_value)


def _loaded(model: Model) -> Any:
    rows, count = model.rows, model.layout.count
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = count, len(rows.lower)
    lp.col_cost_ = np.zeros(count)
    lp.col_lower_, lp.col_upper_ = np.zeros(count), model.column_upper
    lp.row_lower_, lp.row_upper_ = np.array(rows.lower), np.array(rows.upper)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.array(rows.starts, dtype=np.int32)
    lp.a_matrix_.index_ = np.array(rows.columns, dtype=np.int32)
    lp.a_matrix_.value_ = np.array(rows.values)
    # The core class: the wrapper around it registers callbacks, which prints a banner to stdout
    # before any option can be set.
    solver: Any = highspy._Highs()  # type: ignore[attr-defined]  # noqa: SLF001
    for option, value in {"output_flag": False, "threads": 1}.items():
        solver.setOptionValue(option, value)
    solver.passModel(lp)
    return solver
