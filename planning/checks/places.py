"""Where a value of a company directory stands: the file, the row, the column."""

import csv
import io
from collections.abc import Mapping
from typing import Any, NamedTuple

from planning.checks.finding import Finding
from planning.sheets.grid import CellRef


class Spot(NamedTuple):
    """One field of the n-th row of a table, counted from 0."""

    table: str
    at: int
    field: str


class Places:
    """Of the directory's own files: blank lines and the order of columns are theirs."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self._files = files

    def cell(self, spot: Spot) -> CellRef | None:
        file = f"{spot.table}.csv"
        rows = list(csv.reader(io.StringIO(self._files.get(file, "").removeprefix("\ufeff"))))
        filled = [at for at, cells in enumerate(rows) if at and any(cells)]
        if not rows or spot.at >= len(filled) or spot.field not in rows[0]:
            return None
        column = rows[0].index(spot.field) + 1
        return CellRef(file=file, sheet="", row=filled[spot.at] + 1, column=column)

    def finding(self, spot: Spot | None, **said: Any) -> Finding:
        """A finding there; without a spot, about the company as a whole."""
        return Finding(source=self.cell(spot) if spot else None, **said)
