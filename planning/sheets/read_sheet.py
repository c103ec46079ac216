"""A grid and its mapping to lines, whatever its shape."""

from collections.abc import Callable

from planning.sheets.collector import Collector
from planning.sheets.confirmed import Confirmed, confirmed_mapping
from planning.sheets.daily import read_daily
from planning.sheets.date_order import dated
from planning.sheets.grid import Grid
from planning.sheets.lines import Problem, Uom
from planning.sheets.long import read_long
from planning.sheets.mapping import Mapping, ReadSheet, Role, Shape
from planning.sheets.propose import propose_mapping
from planning.sheets.vocabulary import Vocabulary
from planning.sheets.wide import read_wide

READERS: dict[Shape, Callable[[Collector], None]] = {
    Shape.WIDE_MONTHS: read_wide,
    Shape.WIDE_PERIODS: read_wide,
    Shape.LONG: read_long,
    Shape.WIDE_DAYS: read_daily,
}
SIZES = {
    Uom.CASES: "case sizes",
    Uom.PALLETS: "pallet sizes",
    Uom.KILOGRAMS: "weights",
    Uom.TONNES: "weights",
}
NEEDED = {
    Shape.WIDE_MONTHS: (Role.SKU,),
    Shape.WIDE_PERIODS: (Role.SKU,),
    Shape.LONG: (Role.SKU, Role.MONTH, Role.QUANTITY),
    Shape.WIDE_DAYS: (Role.DAY,),
}


def read_sheet(grid: Grid, known: Vocabulary, mapping: Mapping | None = None) -> ReadSheet:
    """The sheet's lines, by the mapping a person confirmed or else by the proposed one."""
    mapping = mapping or propose_mapping(grid, known)
    if mapping is None:
        return not_a_table(grid)
    as_dates = dated(grid, mapping.date_order)
    collector = Collector(grid=as_dates, mapping=mapping, known=known)
    note_missing_columns(collector)
    for doubt in mapping.doubts:
        collector.problem("R06", mapping.header, doubt.index, doubt.observed, doubt.expected)
    READERS[mapping.shape](collector)
    if mapping.uom in SIZES and not known.units_per:
        expected = f"units, as no {SIZES[mapping.uom]} are known"
        collector.problem("R30", mapping.header, 0, mapping.uom.value, expected)
    return collector.sheet()


def note_missing_columns(collector: Collector) -> None:
    mapping = collector.mapping
    needed = list(NEEDED[mapping.shape])
    if collector.known.tiers and mapping.shape is not Shape.WIDE_DAYS:
        needed.append(Role.TIER)
    for role in needed:
        if mapping.column(role) is None:
            titles = ", ".join(column.title for column in mapping.columns)
            collector.problem("R01", mapping.header, 0, titles[:120], f"a column for the {role}")


def not_a_table(grid: Grid) -> ReadSheet:
    """A note sheet in a workbook of several is normal; the checks decide what it means."""
    expected = "a header row with SKU and months, or SKU, month and quantity"
    top = grid.ref(0, 0)
    problem = Problem(rule="R01", source=top, observed="no header row", expected=expected)
    return ReadSheet(
        file=grid.file, sheet=grid.sheet, mapping=None, lines=(), problems=(problem,), totals=()
    )


def read_sheets(
    grids: tuple[Grid, ...], known: Vocabulary, confirmed: tuple[Confirmed, ...] = ()
) -> tuple[ReadSheet, ...]:
    """Visible sheets that hold a table; where none does, all of them with what is missing.

    A sheet whose shape somebody spoke of is read as they said; the first that did counts.
    """
    shown = [grid for grid in grids if not grid.hidden and grid.rows] or list(grids)
    read = [read_sheet(grid, known, confirmed_mapping(grid, known, confirmed)) for grid in shown]
    tables = tuple(sheet for sheet in read if sheet.mapping is not None)
    return tables or tuple(read)
