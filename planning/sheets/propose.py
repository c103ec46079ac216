"""Which row is the header and what its columns mean: a proposal with a reason for each part."""

from collections import Counter

from planning.sheets.grid import Cell, Grid, text_of
from planning.sheets.lines import Uom
from planning.sheets.mapping import MappedColumn, Mapping, Period, Role, Shape
from planning.sheets.months import parse_day
from planning.sheets.numerals import find_decimal_mark
from planning.sheets.periods import parse_span
from planning.sheets.roles import column_roles
from planning.sheets.vocabulary import Vocabulary, fold, uom_in

HEADER_SEARCH_ROWS = 40
SAMPLE_ROWS = 400
DAILY_SHARE = 0.8


def propose_mapping(grid: Grid, known: Vocabulary) -> Mapping | None:
    """The best reading of the sheet, or None where no row looks like a header."""
    best: tuple[int, Mapping] | None = None
    for header in range(min(HEADER_SEARCH_ROWS, len(grid.rows))):
        found = reading_from(grid, header, known)
        if found is not None:
            score = 10 * sum(c.role not in {Role.IGNORED, Role.TOTAL} for c in found.columns)
            score += len(found.periods)
            if best is None or score > best[0]:
                best = (score, found)
    return best[1] if best else None


def reading_from(grid: Grid, header: int, known: Vocabulary) -> Mapping | None:
    """How the sheet reads if this row is its header."""
    periods = period_columns(grid, header, known)
    columns = column_roles(grid, header, known, skip={period.index for period in periods})
    roles = {column.role for column in columns}
    if Role.SKU in roles and periods and not {Role.MONTH, Role.QUANTITY} <= roles:
        monthly = all(period.span.is_month for period in periods)
        shape = Shape.WIDE_MONTHS if monthly else Shape.WIDE_PERIODS
        return described(grid, header, shape, as_keys(columns), periods)
    if Role.SKU in roles and roles & {Role.MONTH, Role.QUANTITY}:
        return described(grid, header, Shape.LONG, columns, ())
    if is_daily(grid, header):
        return described(grid, header, Shape.WIDE_DAYS, daily_columns(grid, header), ())
    return None


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
        MappedColumn(index=c.index, title=c.title, role=Role.IGNORED, why="months hold the numbers")
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
        )
        for index, cell in enumerate(grid.rows[header])
        if cell is not None
    )


def described(
    grid: Grid,
    header: int,
    shape: Shape,
    columns: tuple[MappedColumn, ...],
    periods: tuple[Period, ...],
) -> Mapping:
    uom, uom_why = find_uom(grid, header, columns)
    places = [period.index for period in periods] or [
        column.index for column in columns if column.role is Role.QUANTITY
    ]
    guess = find_decimal_mark(sample(grid, header, places))
    return Mapping(
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
    )


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
