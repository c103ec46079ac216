"""A row that a person names as the heading of a sheet: its columns are proposed from there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from planning.sheets.confirmed import Confirmed
from planning.sheets.date_order import dated, find_date_order
from planning.sheets.grid import Grid
from planning.sheets.propose import HEADER_SEARCH_ROWS, reading_from
from planning.sheets.refusals import FileRefused
from planning.sheets.vocabulary import Vocabulary


class NoSuchHeading(FileRefused):
    """That row can't be the heading: no column under it looks like a product code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PickedHeading:
    """`row` as the spreadsheet counts it."""

    sheet: str
    row: int
    by: str
    on: date


def picked(
    grids: Iterable[Grid], known: Vocabulary, headings: Iterable[PickedHeading]
) -> tuple[Confirmed, ...]:
    """What each named row says, as if its columns had been confirmed one by one."""
    return tuple(_confirmed(grids, known, headings))


def _confirmed(
    grids: Iterable[Grid], known: Vocabulary, headings: Iterable[PickedHeading]
) -> Iterator[Confirmed]:
    by_sheet = {grid.sheet: grid for grid in grids}
    for heading in headings:
        grid = by_sheet.get(heading.sheet)
        at = heading.row - grid.first_row if grid else -1
        if grid is None or not 0 <= at < min(HEADER_SEARCH_ROWS, len(grid.rows)):
            raise NoSuchHeading(f"row {heading.row}")
        order = find_date_order(grid)
        found = reading_from(dated(grid, order.order), at, known, order)
        if found is None:
            raise NoSuchHeading(f"row {heading.row}")
        yield Confirmed(
            shape_id=found.shape_id,
            roles=tuple(column.role for column in found.columns),
            uom=found.uom,
            decimal_mark=found.decimal_mark,
            date_order=found.date_order,
            by=heading.by,
            on=heading.on,
        )
