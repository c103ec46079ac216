"""Which row is the header and what its columns mean: a proposal with a reason for each part."""

from collections import Counter
from dataclasses import replace
from typing import NamedTuple

from planning.sheets.date_order import OrderGuess, dated, find_date_order
from planning.sheets.doubts import doubts_of
from planning.sheets.grid import Cell, Grid, text_of
from planning.sheets.lines import Uom
from planning.sheets.mapping import MappedColumn, Mapping, Period, Role, Shape
from planning.sheets.months import parse_day
from planning.sheets.numerals import find_decimal_mark
from planning.sheets.periods import parse_span
from planning.sheets.roles import column_roles, samples_of
from planning.sheets.shape_ids import shape_id
from planning.sheets.vocabulary import Vocabulary, fold, uom_in

HEADER_SEARCH_ROWS = 40
SAMPLE_ROWS = 400
DAILY_SHARE = 0.8


def propose_mapping(grid: Grid, known: Vocabulary) -> Mapping | None:
    """The best reading of the sheet, or None where no row looks like a header."""
    best: tuple[int, Mapping] | None = None
    order = find_date_order(grid)
    as_dates = dated(grid, order.order)
    for header in range(min(HEADER_SEARCH_ROWS, len(grid.rows))):
        found = reading_from(as_dates, header, known, order)
        if found is not None:
            score = 10 * sum(c.role not in {Role.IGNORED, Role.TOTAL} for c in found.columns)
            score += len(found.periods)
            if best is None or score > best[0]:
                best = (score, found)
    return best[1] if best else None


def reading_from(grid: Grid, header: int, known: Vocabulary, order: OrderGuess) -> Mapping | None:
    """How the sheet, its slashed dates as dates, reads if this row is its header."""
    periods = period_columns(grid, header, known)
    columns = column_roles(grid, header, known, skip={period.index for period in periods})
    roles = {column.role for column in columns}
    if Role.SKU in roles and periods and not {Role.MONTH, Role.QUANTITY} <= roles:
        monthly = all(period.span.is_month for period in periods)
        shape = Shape.WIDE_MONTHS if monthly else Shape.WIDE_PERIODS
        found = described(grid, header, shape, as_keys(columns), periods)
    elif Role.SKU in roles and roles & {Role.MONTH, Role.QUANTITY}:
        found = described(grid, header, Shape.LONG, columns, ())
    elif is_daily(grid, header):
        periods = ()
        found = described(grid, header, Shape.WIDE_DAYS, daily_columns(grid, header), periods)
    else:
        return None
    return replace(
        found.mapping,
        date_order=order.order,
        date_why=order.why,
        doubts=doubts_of(grid, found.mapping, known, found.unsure_numbers, order),
        shape_id=shape_id(grid, header, periods),
    )


def period_columns(grid: Grid, header: int, known: Vocabulary) -> tuple[Period, ...]:
    """Header cells that name a month, week or period. A lone bare number isn't taken for a date."""
    row = grid.rows[header]
    found = [(index, cell, parse_span(cell, known.fiscal)) for index, cell in enumerate(row)]
    dates = [(index, cell, span) for index, cell, span in found if span is not None]
    serials = sum(isinstance(cell, int | float) for _, cell, _ in dates)
    if serials == 1:
        dates = [each for each in dates if not isinstance(each[1], int | float)]
    return tuple(Period(index=index, title=text_of(cell), span=span) for index, cell, span in dates)


def as_keys(columns: tuple[MappedColumn, ...]) -> tuple[MappedColumn, ...]:
    """In a wide sheet the months hold the quantities, so such a column is only a note."""
    return tuple(
        replace(c, role=Role.IGNORED, why="months hold the numbers")
        if c.role in {Role.QUANTITY, Role.MONTH}
        else c
        for c in columns
    )


def is_daily(grid: Grid, header: int) -> bool:
    """A first column of days, under a title, and at least one column of numbers beside it."""
    titles = [text_of(cell) for cell in grid.rows[header]]
    if len(titles) < 2 or fold(titles[0]) not in {"date", "day", "datum", "fecha", "tag", "dia"}:  # noqa: PLR2004
        return False
    cells = [grid.at(row, 0) for row in list(grid.below(header))[:SAMPLE_ROWS]]
    days = sum(parse_day(cell) is not None for cell in cells)
    return bool(cells) and days >= DAILY_SHARE * len(cells)


def daily_columns(grid: Grid, header: int) -> tuple[MappedColumn, ...]:
    return tuple(
        MappedColumn(
            index=index,
            title=text_of(cell),
            role=Role.DAY if index == 0 else Role.QUANTITY,
            why="its cells are days" if index == 0 else "a SKU's name over numbers",
            samples=samples_of(grid, header, index),
        )
        for index, cell in enumerate(grid.rows[header])
        if text_of(cell)
    )


class Described(NamedTuple):
    mapping: Mapping
    unsure_numbers: tuple[str, ...]
    """Numbers that read both ways, where no other tells."""


def described(
    grid: Grid,
    header: int,
    shape: Shape,
    columns: tuple[MappedColumn, ...],
    periods: tuple[Period, ...],
) -> Described:
    uom, uom_why = find_uom(grid, header, columns)
    places = [period.index for period in periods] or [
        column.index for column in columns if column.role is Role.QUANTITY
    ]
    others = [index for index in range(len(grid.rows[header])) if index not in places]
    guess = find_decimal_mark(sample(grid, header, places), sample(grid, header, others))
    mapping = Mapping(
        file=grid.file,
        sheet=grid.sheet,
        shape=shape,
        header=header,
        columns=columns,
        periods=periods,
        uom=uom,
        uom_why=uom_why,
        decimal_mark=guess.mark,
        decimal_why=guess.why,
        first_row=grid.first_row,
        first_column=grid.first_column,
    )
    return Described(mapping, guess.unsure)


def sample(grid: Grid, header: int, columns: list[int]) -> list[Cell]:
    rows = range(header + 1, min(len(grid.rows), header + 1 + SAMPLE_ROWS))
    return [grid.at(row, column) for row in rows for column in columns]


def find_uom(grid: Grid, header: int, columns: tuple[MappedColumn, ...]) -> tuple[Uom, str]:
    """From the quantity's title, then the lines above the header, then the sheet's name."""
    for column in columns:
        if column.role is Role.QUANTITY and (found := uom_in(column.title)):
            return found, f"column “{column.title}” says {found}"
    said = Counter[Uom]()
    for row in range(header):
        for index in range(len(grid.rows[row])):
            if found := uom_in(grid.text(row, index)):
                said[found] += 1
    if len(said) == 1:
        uom = next(iter(said))
        return uom, f"the lines above the table say {uom}"
    if found := uom_in(grid.sheet):
        return found, f"the sheet's name says {found}"
    return Uom.UNITS, "nothing says otherwise"
