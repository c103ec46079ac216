"""How a person said that sheets of one shape are to be read, and a sheet read so."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from planning.sheets.date_order import DateOrder, dated
from planning.sheets.grid import Grid, text_of
from planning.sheets.lines import Uom
from planning.sheets.mapping import MappedColumn, Mapping, Period, Role, Shape
from planning.sheets.numerals import DecimalMark
from planning.sheets.propose import HEADER_SEARCH_ROWS, period_columns
from planning.sheets.roles import samples_of
from planning.sheets.shape_ids import shape_id
from planning.sheets.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """What one person said about one shape of sheet, for every file of it that one sender sends."""

    shape_id: str
    roles: tuple[Role, ...]
    """Of each titled column that holds no month, from the left."""
    uom: Uom
    decimal_mark: DecimalMark
    date_order: DateOrder
    by: str
    """The person's name."""
    on: date


def confirmed_mapping(
    grid: Grid, known: Vocabulary, confirmed: Iterable[Confirmed]
) -> Mapping | None:
    """The sheet read as somebody said of its shape; None where nobody said anything of it."""
    for said in confirmed:
        as_said = dated(grid, said.date_order)
        for header in range(min(HEADER_SEARCH_ROWS, len(as_said.rows))):
            daily = Role.DAY in said.roles
            periods = () if daily else period_columns(as_said, header, known)
            if shape_id(as_said, header, periods) == said.shape_id:
                return _read_by(as_said, header, periods, said)
    return None


def _read_by(grid: Grid, header: int, periods: tuple[Period, ...], said: Confirmed) -> Mapping:
    columns = tuple(
        MappedColumn(
            index=index,
            title=title,
            role=role,
            why=f"{said.by} said so",
            samples=samples_of(grid, header, index),
        )
        for (index, title), role in zip(titled(grid, header, periods), said.roles, strict=True)
    )
    shape = shape_of({column.role for column in columns}, periods)
    return Mapping(
        file=grid.file,
        sheet=grid.sheet,
        shape=shape,
        header=header,
        columns=columns,
        periods=periods if shape in {Shape.WIDE_MONTHS, Shape.WIDE_PERIODS} else (),
        uom=said.uom,
        uom_why=f"{said.by} said so",
        decimal_mark=said.decimal_mark,
        decimal_why=f"{said.by} said so",
        date_order=said.date_order,
        date_why=f"{said.by} said so",
        first_row=grid.first_row,
        first_column=grid.first_column,
        shape_id=said.shape_id,
        confirmed_by=said.by,
        confirmed_on=said.on,
    )


def titled(grid: Grid, header: int, periods: tuple[Period, ...]) -> list[tuple[int, str]]:
    """Index and title of every column with a title that names no period."""
    taken = {period.index for period in periods}
    texts = ((index, text_of(cell)) for index, cell in enumerate(grid.rows[header]))
    return [(index, title) for index, title in texts if title and index not in taken]


def shape_of(roles: set[Role], periods: tuple[Period, ...]) -> Shape:
    if Role.DAY in roles:
        return Shape.WIDE_DAYS
    if not periods or {Role.MONTH, Role.QUANTITY} <= roles:
        return Shape.LONG
    monthly = all(period.span.is_month for period in periods)
    return Shape.WIDE_MONTHS if monthly else Shape.WIDE_PERIODS
