"""The plans that are as good as can be for every goal so far, seen from the corner of them at hand.

A corner (a basis of the solver's) is best for a goal if no column or row that may still move would
gain by it. What would lose by moving must stay where it is from then on: the plans that are left
are exactly those that are as good for that goal. So a chain of goals is proven by one linear
system each, where the corner is already best for all of them, and no row is added to keep any.
"""

# pyright: standard
# (highspy's core class is untyped)

from typing import Any, NamedTuple

import highspy
import numpy as np
from numpy.typing import NDArray

from planning.supply.layout import Numbers
from planning.supply.model import Model

STILL = 1e-6
"""What moves for less than this gains nothing: a thousandth of a unit for each unit moved."""

Mask = NDArray[np.bool_]


class Corner(NamedTuple):
    """Where the solver stands."""

    values: Numbers
    rows: Numbers
    """What every row comes to."""
    basic: NDArray[np.int64]
    """Columns by number, rows by -1 - number."""
    columns_up: Mask
    rows_up: Mask
    """What stands at its upper bound rather than its lower, if it isn't basic."""


class Gains(NamedTuple):
    """What a goal would grow by if a column, or a row, moved into the plan by one."""

    columns: Numbers
    rows: Numbers


class Face:
    """Begins with everything that its bounds let move."""

    def __init__(self, model: Model) -> None:
        rows = model.rows
        self._model = model
        self._columns: Mask = model.column_upper > 0
        self._rows: Mask = rows.lower < rows.upper
        self._row_of: NDArray[np.int64] = np.repeat(
            np.arange(len(rows.lower)), np.diff(rows.starts)
        )

    def gains(self, highs: Any, corner: Corner, costs: Numbers) -> Gains | None:
        """None where the solver can't tell."""
        rows, own = self._model.rows, corner.basic >= 0
        priced = np.zeros(len(corner.basic))
        priced[own] = costs[corner.basic[own]]
        columns, duals = costs.copy(), np.zeros(len(priced))
        if priced.any():
            status, found = highs.getBasisTransposeSolve(priced)
            if status != highspy.HighsStatus.kOk:
                return None
            duals = np.array(found)
            drawn = rows.values * duals[self._row_of]
            columns -= np.bincount(rows.columns, weights=drawn, minlength=len(costs))
        np.negative(columns, out=columns, where=corner.columns_up)
        np.negative(duals, out=duals, where=corner.rows_up)
        columns[corner.basic[own]] = 0.0
        duals[-1 - corner.basic[~own]] = 0.0
        return Gains(columns, duals)

    def is_best(self, gains: Gains) -> bool:
        """Whether nothing that may move makes the goal less."""
        return not (
            (gains.columns[self._columns] < -STILL).any() or (gains.rows[self._rows] < -STILL).any()
        )

    def narrow(self, gains: Gains) -> None:
        """From now on only what costs the goal nothing may move."""
        self._columns &= gains.columns <= STILL
        self._rows &= gains.rows <= STILL

    def hold(self, highs: Any, corner: Corner) -> None:
        """Tell the solver what may no longer move: it stays where it is at this corner."""
        columns = np.nonzero(~self._columns & (self._model.column_upper > 0))[0].astype(np.int32)
        highs.changeColsBounds(
            len(columns), columns, corner.values[columns], corner.values[columns]
        )
        lower, upper = self._model.rows.lower, self._model.rows.upper
        rows = np.nonzero(~self._rows & (lower < upper))[0].astype(np.int32)
        kept = np.where(corner.rows - lower > upper - corner.rows, upper, lower)[rows]
        highs.changeRowsBounds(len(rows), rows, kept, kept)


def corner_of(highs: Any, model: Model) -> Corner | None:
    """Where the solver stands after a run that ended with the best there is."""
    status, basic = highs.getBasicVariables()
    if status != highspy.HighsStatus.kOk:
        return None
    solution, upper = highs.getSolution(), model.column_upper
    values, rows = np.array(solution.col_value), np.array(solution.row_value)
    return Corner(
        values,
        rows,
        np.array(basic, dtype=np.int64),
        np.isfinite(upper) & (values > upper / 2),
        rows - model.rows.lower > model.rows.upper - rows,
    )
