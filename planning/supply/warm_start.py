"""Where the solver began for one plan, for the next plan of nearly the same model."""

# pyright: standard
# (highspy's core class is untyped)

from dataclasses import dataclass, field, fields
from typing import Any, NamedTuple

import highspy

from planning.supply.layout import Layout
from planning.supply.model import Model

Statuses = list[highspy.HighsBasisStatus]

MOST_KEPT = 4
AT_LOWER, BASIC = highspy.HighsBasisStatus.kLower, highspy.HighsBasisStatus.kBasic


Blocks = dict[str, slice]


class Kept(NamedTuple):
    basis: Any
    columns: Blocks
    rows: Blocks
    """Where each block of the model's was."""


@dataclass(slots=True)
class Memory:
    """The basis of the last plan's beginning, by block of columns and of rows.

    Scenarios of a company differ in bounds and in a few blocks; what a block's size doesn't fit is
    begun anew. Give one memory to plans that are solved one after the other, in a fixed order: of
    plans that are equally good, which one is found may depend on where the solver began.
    """

    kept: dict[bool, list[Kept]] = field(default_factory=dict[bool, list[Kept]])
    """By whether shortages are shared: such plans lie far from the others. The first of a kind
    begins where the last of the other kind did. Of each shape of model the last one is kept, the
    latest at the end: one that fits needs no translation, which takes as long as the solving.
    """

    def keep(self, model: Model, basis: Any) -> None:
        basis.alien = True
        new = Kept(basis, _columns(model.layout), _rows(model))
        mine = self.kept.setdefault("shares" in dict(model.row_blocks), [])
        mine[:] = [*(one for one in mine if one[1:] != new[1:]), new][-MOST_KEPT:]

    def recall(self, model: Model) -> Any | None:
        """A basis for the model; None if nothing was kept. It may need mending: it is alien."""
        shares = "shares" in dict(model.row_blocks)
        bases = self.kept.get(shares) or self.kept.get(not shares)
        if not bases:
            return None
        columns, rows = _columns(model.layout), _rows(model)
        for fits in bases:
            if (columns, rows) == (fits.columns, fits.rows):
                return fits.basis
        basis: Any = highspy.HighsBasis()
        known = bases[-1]
        before = known.basis
        basis.col_status = _filled(list(before.col_status), known.columns, columns, AT_LOWER)
        basis.row_status = _filled(list(before.row_status), known.rows, rows, BASIC)
        basis.valid, basis.alien = True, True
        return basis


def _filled(
    kept: Statuses, before: Blocks, blocks: Blocks, otherwise: highspy.HighsBasisStatus
) -> Statuses:
    statuses: Statuses = []
    for name, own in blocks.items():
        known, size = kept[before.get(name, slice(0))], own.stop - own.start
        statuses += known if len(known) == size else [otherwise] * size
    return statuses


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
