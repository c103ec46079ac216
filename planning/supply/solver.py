"""HiGHS with one model in it: a goal minimised, a goal kept, again and again."""

# pyright: standard
# (highspy's core class is untyped)

from typing import Any, NamedTuple

import highspy
import numpy as np

from planning.supply.face import Corner, Face, Gains, corner_of
from planning.supply.layout import Numbers
from planning.supply.model import Model
from planning.supply.warm_start import Memory
from planning.supply.wider_money import Terms

SLACK = 1e-6
"""Thousand units by which a later goal may undo an earlier one: a thousandth of a unit."""
WHOLE_SLACK = 1e-5
"""The same where some numbers must be whole: ten times what the solver may be off by."""
WHOLE_TOLERANCE = 1e-7
MIP_GAP = 1e-6
"""Share by which a whole-number goal may be missed and still counts as met."""

INFINITY = highspy.kHighsInf
OPTIMAL, TIME_OVER = highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kTimeLimit
FEASIBLE = 2
TINY = 1e-9
PRIMAL = 4
"""HiGHS's number for the primal simplex method."""
ROW_WISE, MINIMISE, WHOLE = 2, 1, 1
"""HiGHS's numbers for how a matrix is stored, what is sought, and a column in whole numbers."""
DANTZIG, DEVEX = 0, 1
"""HiGHS's number for pricing by the largest infeasibility: of networks of balances, most rows are
sparse, and keeping edge weights costs more than the steps it saves."""


class Found(NamedTuple):
    values: Numbers
    objective: float
    gap: float | None
    """Share by which the goal may still be met better; 0 where it is proven, None if not known."""


class NotSolved(Exception):
    """The solver stopped for another reason than time. Every shortage has a variable, so this is
    a fault of ours.
    """


class Solver:
    """Not thread-safe; one for each model."""

    def __init__(self, model: Model, seconds: float | None) -> None:
        self._model = model
        self._count = model.layout.count
        self._whole = bool(len(model.whole))
        self._highs = loaded(model)
        self._face = Face(model)
        self._corner: Corner | None = None
        self._gains: Gains | None = None
        self._kept_by_rows = False
        self._alone: tuple[Numbers, float] | None = None
        if seconds is not None:
            self.limit(seconds)

    def limit(self, seconds: float) -> None:
        """The most it may take, over everything that was and will be asked of it."""
        self._highs.setOptionValue("time_limit", seconds)

    def minimise(self, terms: Terms, start: Numbers | None) -> Found | None:
        """The goal's least value; with the time over, the best found, or what the start had."""
        costs = self._costs(terms)
        if self._proven(costs):
            assert self._corner is not None
            values = self._corner.values
            return Found(values, float((terms.costs * values[terms.columns]).sum()), 0.0)
        if self._corner is not None:
            self._face.hold(self._highs, self._corner)
        self._run(costs)
        status, info = self._highs.getModelStatus(), self._highs.getInfo()
        if status == OPTIMAL:
            self._stand(costs)
            values = np.array(self._highs.getSolution().col_value)
            return Found(values, float(info.objective_function_value), 0.0)
        if status != TIME_OVER:
            raise NotSolved(self._highs.modelStatusToString(status))
        self._corner = self._gains = None
        return self._so_far(info, costs, start)

    def begin(self, terms: Terms, memory: Memory | None) -> None:
        """Start from the best there is for one sum alone: each goal is then best there already, or
        a few steps of the primal simplex method away. Whole numbers keep no such start.
        """
        if self._whole:
            return
        known = memory.recall(self._model) if memory else None
        if known is not None:
            self._highs.setBasis(known)
            self._highs.setOptionValue("dual_simplex_cost_perturbation_multiplier", 0.0)
            self._highs.setOptionValue("simplex_dual_edge_weight_strategy", DEVEX)
        costs = self._costs(terms)
        self._run(costs)
        if self._highs.getModelStatus() == OPTIMAL:
            self._alone = costs, float(self._highs.getInfo().objective_function_value)
            self._corner = corner_of(self._highs, self._model)
            if memory and self._corner:
                memory.keep(self._model, self._corner)
        self._highs.setOptionValue("simplex_strategy", PRIMAL)

    def keep(self, terms: Terms, reached: float) -> None:
        """From now on, the goal comes to no more than what it reached."""
        if self._gains is not None:
            self._face.narrow(self._gains)
            return
        self._corner, self._kept_by_rows = None, True
        most = reached + (WHOLE_SLACK if self._whole else SLACK)
        self._highs.addRow(-INFINITY, most, len(terms.columns), terms.columns, terms.costs)

    def row_duals(self) -> Numbers:
        """What the last goal would gain by a unit more on each row's right-hand side."""
        return np.array(self._highs.getSolution().row_dual)

    def _proven(self, costs: Numbers) -> bool:
        """Whether the solver already stands where the goal is least."""
        if self._corner is None:
            return False
        self._gains = self._face.gains(self._highs, self._corner, costs)
        return self._gains is not None and self._face.is_best(self._gains)

    def _stand(self, costs: Numbers) -> None:
        """Where the last run ended, if there is a basis to it."""
        self._corner = self._gains = None
        if self._whole or self._kept_by_rows:
            return
        if corner := corner_of(self._highs, self._model):
            self._corner, self._gains = corner, self._face.gains(self._highs, corner, costs)

    def _costs(self, terms: Terms) -> Numbers:
        costs = np.zeros(self._count)
        np.add.at(costs, terms.columns, terms.costs)
        return costs

    def _run(self, costs: Numbers) -> None:
        every = np.arange(self._count, dtype=np.int32)
        self._highs.changeColsCost(len(every), every, costs)
        self._highs.run()

    def _so_far(self, info: Any, costs: Numbers, start: Numbers | None) -> Found | None:
        """The best of what was found and what the run began with, and how far it may be off."""
        values = start
        if info.primal_solution_status == FEASIBLE:
            found = np.array(self._highs.getSolution().col_value)
            if start is None or costs @ found <= costs @ start:
                values = found
        if values is None:
            return None
        objective = float(costs @ values)
        return Found(values, objective, self._gap(info, costs, objective))

    def _gap(self, info: Any, costs: Numbers, objective: float) -> float | None:
        """Against the best of what is known: nothing is less than every column at its bound, nor
        than the goal came to alone, nor than what the solver has proven.
        """
        gains = costs < 0
        bounds = [float(costs[gains] @ self._model.column_upper[gains])]
        if self._alone is not None and np.array_equal(costs, self._alone[0]):
            bounds.append(self._alone[1])
        if self._whole:
            bounds.append(float(info.mip_dual_bound))
        elif info.dual_solution_status == FEASIBLE:
            bounds.append(float(info.objective_function_value))
        known = [bound for bound in bounds if np.isfinite(bound)]
        return max(objective - max(known), 0.0) / max(abs(objective), TINY) if known else None


def loaded(model: Model) -> Any:
    """The model in a solver of its own, without a goal."""
    rows, count = model.rows, model.layout.count
    kinds = np.zeros(count, dtype=np.int32)
    kinds[model.whole] = WHOLE
    # The core class: the wrapper around it registers callbacks, which prints a banner to stdout
    # before any option can be set.
    solver: Any = highspy._Highs()  # type: ignore[attr-defined]  # noqa: SLF001
    options = {
        "output_flag": False,
        "threads": 1,
        "simplex_dual_edge_weight_strategy": DANTZIG,
        "mip_rel_gap": MIP_GAP,
        "mip_feasibility_tolerance": WHOLE_TOLERANCE,
    }
    for option, value in options.items():
        solver.setOptionValue(option, value)
    solver.passModel(
        *(count, len(rows.lower), len(rows.values), ROW_WISE, MINIMISE, 0.0),
        *(np.zeros(count), np.zeros(count), model.column_upper, rows.lower, rows.upper),
        *(rows.starts, rows.columns, rows.values, kinds),
    )
    return solver
