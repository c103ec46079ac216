"""The supply model's constraint rows, collected in whole blocks for the solver."""

# pyright: standard
# (numpy's arithmetic on untyped arrays)

from dataclasses import dataclass, field
from math import inf
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from planning.supply.layout import Columns, Numbers

RowNumbers = NDArray[np.int64]


class Matrix(NamedTuple):
    """Rows in the solver's row-wise form."""

    lower: Numbers
    upper: Numbers
    starts: Columns
    columns: Columns
    values: Numbers


@dataclass(slots=True)
class Rows:
    """Blocks of rows with their bounds, and coefficients in any order."""

    count: int = 0
    blocks: list[tuple[str, int]] = field(default_factory=list[tuple[str, int]])
    """What the rows are about, and the row after the last of them."""
    bounds: list[tuple[Numbers, Numbers]] = field(default_factory=list[tuple[Numbers, Numbers]])
    entries: list[tuple[RowNumbers, Columns, Numbers]] = field(
        default_factory=list[tuple[RowNumbers, Columns, Numbers]]
    )

    def add(self, *shape: int, lower: ArrayLike = -inf, upper: ArrayLike = inf) -> RowNumbers:
        """New rows in the shape asked for, numbered in its order."""
        size = int(np.prod(shape))
        numbers = np.arange(self.count, self.count + size, dtype=np.int64).reshape(shape)
        self.count += size
        self.bounds.append((_spread(lower, shape), _spread(upper, shape)))
        return numbers

    def end(self, name: str) -> None:
        """All rows since the last block's are about this."""
        self.blocks.append((name, self.count))

    def put(self, rows: ArrayLike, columns: ArrayLike, values: ArrayLike) -> None:
        """Coefficients; the three are broadcast together."""
        shape = np.broadcast(rows, columns, values).shape
        where, what = np.empty(shape, dtype=np.int64), np.empty(shape, dtype=np.int32)
        number = np.empty(shape)
        where[...], what[...], number[...] = rows, columns, values
        self.entries.append((where.ravel(), what.ravel(), number.ravel()))

    def matrix(self) -> Matrix:
        rows = np.concatenate([entry[0] for entry in self.entries])
        columns = np.concatenate([entry[1] for entry in self.entries])
        values = np.concatenate([entry[2] for entry in self.entries])
        order = np.argsort(rows, kind="stable")
        starts = np.searchsorted(rows[order], np.arange(self.count + 1)).astype(np.int32)
        return Matrix(
            lower=np.concatenate([low for low, _ in self.bounds]),
            upper=np.concatenate([high for _, high in self.bounds]),
            starts=starts,
            columns=columns[order],
            values=values[order],
        )


def _spread(bound: ArrayLike, shape: tuple[int, ...]) -> Numbers:
    spread = np.empty(shape)
    spread[...] = bound
    return spread.ravel()
