"""A file with some of its cells changed: read again, it is checked as if it had come so."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from planning.checks.correction import CellChange
from planning.checks.finding import Finding
from planning.sheets.grid import Cell, CellRef, Grid


def proposed(findings: Iterable[Finding]) -> tuple[CellChange, ...]:
    """What these findings propose, one change a cell: the first that names it."""
    changes: dict[CellRef, CellChange] = {}
    for finding in findings:
        for change in finding.correction:
            changes.setdefault(change.source, change)
    return tuple(changes.values())


def corrected(grids: tuple[Grid, ...], changes: Iterable[CellChange]) -> tuple[Grid, ...]:
    """The same sheets, other cells. A later change of a cell counts; the file is left alone."""
    by_sheet: dict[str, dict[tuple[int, int], CellChange]] = defaultdict(dict)
    for change in changes:
        by_sheet[change.source.sheet][change.source.row, change.source.column] = change
    return tuple(_with(grid, by_sheet.get(grid.sheet, {})) for grid in grids)


def _with(grid: Grid, changes: dict[tuple[int, int], CellChange]) -> Grid:
    rows = list(grid.rows)
    for (row, column), change in changes.items():
        at, place = row - grid.first_row, column - grid.first_column
        if 0 <= at < len(rows) and place >= 0:
            cells: list[Cell] = list(rows[at])
            cells += [None] * (place + 1 - len(cells))
            cells[place] = _cell(change)
            rows[at] = tuple(cells)
    return replace(grid, rows=tuple(rows)) if changes else grid


def _cell(change: CellChange) -> Cell:
    """A number as a spreadsheet holds it, so that no decimal mark is needed to read it."""
    if not change.after:
        return None
    return float(change.after) if change.is_number else change.after
