"""What of a file doesn't count as numbers, and why: said beside what was understood."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from planning.sheets.grid import Grid
from planning.sheets.mapping import Mapping, ReadSheet, Role

SHOWN = 3
CHARACTERS = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Empty `sheet` where the file is a plain text."""

    sheet: str
    what: str
    detail: str


def left_out(grids: Iterable[Grid], sheets: Iterable[ReadSheet]) -> tuple[LeftOut, ...]:
    """Hidden sheets, sheets without a table, the lines above a heading, and totals."""
    read = {sheet.sheet: sheet for sheet in sheets}
    return tuple(one for grid in grids for one in _of_grid(grid, read.get(grid.sheet)))


def _of_grid(grid: Grid, sheet: ReadSheet | None) -> Iterator[LeftOut]:
    if sheet is None or sheet.mapping is None:
        if grid.rows:
            what = "a hidden sheet" if grid.hidden else "a sheet without a table we know"
            yield LeftOut(sheet=grid.sheet, what=what, detail=f"{len(grid.rows)} rows")
        return
    if above := _above(grid, sheet.mapping.header):
        yield LeftOut(sheet=grid.sheet, what="lines above the heading", detail=_listed(above))
    if totals := _total_rows(sheet, sheet.mapping):
        yield LeftOut(sheet=grid.sheet, what="rows that are totals", detail=_listed(totals))


def _above(grid: Grid, header: int) -> list[str]:
    lines = (
        " ".join(text for column in range(len(grid.rows[row])) if (text := grid.text(row, column)))
        for row in range(header)
    )
    return [line for line in lines if line]


def _total_rows(sheet: ReadSheet, mapping: Mapping) -> list[str]:
    columns = {column.title for column in mapping.columns if column.role is Role.TOTAL}
    found = {total.source.row: total.label for total in sheet.totals if total.label not in columns}
    return [f"row {row}: {label}" for row, label in sorted(found.items())]


def _listed(texts: list[str]) -> str:
    shown = "; ".join(text[:CHARACTERS] for text in texts[:SHOWN])
    more = len(texts) - SHOWN
    return f"{shown}; and {more} more" if more > 0 else shown
