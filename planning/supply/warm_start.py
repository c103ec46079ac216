"""Where the solver began for one plan, for the next plan of nearly the same model."""

# pyright: standard
# (highspy's core class is untyped)

from dataclasses import dataclass, field, fields
from typing import Any, NamedTuple

import highspy

from planning.supply.layout import Layout
from planning.supply.model import Model

Statuses = list[highspy.HighsBasisStatus]

AT_LOWER, BASIC = highspy.HighsBasisStatus.kLower, highspy.HighsBasisStatus.kBasic


class Kept(NamedTuple):
    columns: dict[str, Statuses]
    rows: dict[str, Statuses]
    """Both by block."""


@dataclass(slots=True)
class Memory:
    """The basis of the last plan's beginning, by block of columns and of rows.

    Scenarios of a company differ in bounds and in a few blocks; what a block's size doesn't fit is
    begun anew. Give one memory to plans that are solved one after the other, in a fixed order: of
    plans that are equally good, which one is found may depend on where the solver began.
    """

    kept: dict[bool, Kept] = field(default_factory=dict[bool, Kept])
    """By whether shortages are shared: such plans lie far from the others."""

    def keep(self, model: Model, basis: Any) -> None:
        columns, rows = list(basis.col_status), list(basis.row_status)
        self.kept["shares" in dict(model.row_blocks)] = Kept(
            {name: columns[own] for name, own in _columns(model.layout).items()},
            {name: rows[own] for name, own in _rows(model).items()},
        )

    def recall(self, model: Model) -> Any | None:
        """A basis for the model; None if nothing was kept. It may need mending: it is alien."""
        if (known := self.kept.get("shares" in dict(model.row_blocks))) is None:
            return None
        basis: Any = highspy.HighsBasis()
        basis.col_status = _filled(known.columns, _columns(model.layout), AT_LOWER)
        basis.row_status = _filled(known.rows, _rows(model), BASIC)
        basis.valid, basis.alien = True, True
        return basis


def _filled(
    kept: dict[str, Statuses], blocks: dict[str, slice], otherwise: highspy.HighsBasisStatus
) -> Statuses:
    statuses: Statuses = []
    for name, own in blocks.items():
        known, size = kept.get(name, []), own.stop - own.start
        statuses += known if len(known) == size else [otherwise] * size
    return statuses


def _columns(layout: Layout) -> dict[str, slice]:
    blocks: dict[str, slice] = {}
    for one in fields(layout):
        block = getattr(layout, one.name)
        if one.name != "count" and block.size:
            blocks[one.name] = slice(int(block.flat[0]), int(block.flat[-1]) + 1)
    return blocks


def _rows(model: Model) -> dict[str, slice]:
    first, blocks = 0, dict[str, slice]()
    for name, after in model.row_blocks:
        blocks[name] = slice(first, after)
        first = after
    return blocks
