"""Where the solver began for one plan, for the next plan of nearly the same model."""

# pyright: standard
# (highspy's core class is untyped)

from dataclasses import dataclass, field, fields
from typing import Any, NamedTuple

import highspy
import numpy as np
from numpy.typing import NDArray

from planning.supply.face import Corner, Mask
from planning.supply.layout import Layout
from planning.supply.model import Model

Statuses = NDArray[np.uint8]

MOST_KEPT = 4
AT_LOWER, BASIC, AT_UPPER = 0, 1, 2
NAMED = np.array(
    [
        highspy.HighsBasisStatus.kLower,
        highspy.HighsBasisStatus.kBasic,
        highspy.HighsBasisStatus.kUpper,
    ],
    dtype=object,
)
"""HiGHS's own, by ours: reading them back out of a basis of its takes as long as solving."""


Blocks = dict[str, slice]


class Kept(NamedTuple):
    columns: Blocks
    rows: Blocks
    """Where each block of the model's was."""
    column_status: Statuses
    row_status: Statuses


@dataclass(slots=True)
class Memory:
    """The corner of the last plan's beginning, by block of columns and of rows.

    Scenarios of a company differ in bounds and in a few blocks; what a block's size doesn't fit is
    begun anew. Give one memory to plans that are solved one after the other, in a fixed order: of
    plans that are equally good, which one is found may depend on where the solver began.
    """

    kept: dict[bool, list[Kept]] = field(default_factory=dict[bool, list[Kept]])
    """By whether shortages are shared: such plans lie far from the others. The first of a kind
    begins where the last of the other kind did. Of each shape of model the last one is kept, the
    latest at the end: one that fits needs no mending.
    """

    def copy(self) -> "Memory":
        """Keeps what this one does; what is kept in it from then on is its own."""
        return Memory({shared: [*mine] for shared, mine in self.kept.items()})

    def keep(self, model: Model, corner: Corner) -> None:
        own = corner.basic >= 0
        new = Kept(
            _columns(model.layout),
            _rows(model),
            _statuses(corner.columns_up, corner.basic[own]),
            _statuses(corner.rows_up, -1 - corner.basic[~own]),
        )
        mine = self.kept.setdefault("shares" in dict(model.row_blocks), [])
        mine[:] = [*(one for one in mine if one[:2] != new[:2]), new][-MOST_KEPT:]

    def recall(self, model: Model) -> Any | None:
        """A basis for the model; None if nothing was kept."""
        shares = "shares" in dict(model.row_blocks)
        bases = self.kept.get(shares) or self.kept.get(not shares)
        if not bases:
            return None
        columns, rows = _columns(model.layout), _rows(model)
        known = next((one for one in bases if (columns, rows) == one[:2]), bases[-1])
        basis: Any = highspy.HighsBasis()
        basis.col_status = _filled(known.column_status, known.columns, columns, AT_LOWER)
        basis.row_status = _filled(known.row_status, known.rows, rows, BASIC)
        basis.valid, basis.alien = True, (columns, rows) != known[:2]
        return basis


def _statuses(up: Mask, basic: NDArray[np.int64]) -> Statuses:
    statuses = np.where(up, AT_UPPER, AT_LOWER).astype(np.uint8)
    statuses[basic] = BASIC
    return statuses


def _filled(
    kept: Statuses, before: Blocks, blocks: Blocks, otherwise: int
) -> list[highspy.HighsBasisStatus]:
    statuses: list[Statuses] = [np.zeros(0, dtype=np.uint8)]
    for name, own in blocks.items():
        known, size = kept[before.get(name, slice(0))], own.stop - own.start
        fits = len(known) == size
        statuses.append(known if fits else np.full(size, otherwise, dtype=np.uint8))
    named: list[highspy.HighsBasisStatus] = NAMED[np.concatenate(statuses)].tolist()
    return named


def _columns(layout: Layout) -> Blocks:
    blocks: Blocks = {}
    for one in fields(layout):
        block = getattr(layout, one.name)
        if one.name != "count" and block.size:
            blocks[one.name] = slice(int(block.flat[0]), int(block.flat[-1]) + 1)
    return blocks


def _rows(model: Model) -> Blocks:
    first, blocks = 0, Blocks()
    for name, after in model.row_blocks:
        blocks[name] = slice(first, after)
        first = after
    return blocks
