"""Where a number would stand: the row of its keys, the column of its month."""

from dataclasses import dataclass, replace
from datetime import date

from planning.checks.facts import ItemTier, Key
from planning.sheets.grid import CellRef
from planning.sheets.lines import SubmittedLine, Uom
from planning.sheets.mapping import ReadSheet, Role, Shape

Row = tuple[str, str, int]
"""File, sheet and row number."""
Column = tuple[str, str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Of the sheets with a column per month; in the others a missing number has no place."""

    rows: dict[ItemTier, CellRef]
    """One cell of the first row that has these keys."""
    columns: dict[tuple[str, str, date], int]
    """By file, sheet and month."""
    pairs: dict[Row, ItemTier]
    months: dict[Column, date]
    in_cases: set[tuple[str, str]]
    """Sheets with a row that counts cases."""

    def cell(self, key: Key) -> CellRef | None:
        sku, tier, month = key
        row = self.rows.get((sku, tier))
        column = self.columns.get((row.file, row.sheet, month)) if row else None
        return replace(row, column=column) if row and column else None

    def key_at(self, cell: CellRef) -> Key | None:
        """The key whose number belongs into this cell."""
        pair = self.pairs.get((cell.file, cell.sheet, cell.row))
        month = self.months.get((cell.file, cell.sheet, cell.column))
        return (*pair, month) if pair and month else None


def layout_of(sheets: tuple[ReadSheet, ...]) -> Layout:
    found = Layout(rows={}, columns={}, pairs={}, months={}, in_cases=set())
    for sheet in sheets:
        if sheet.mapping is None or sheet.mapping.shape is not Shape.WIDE_MONTHS:
            continue
        for line in sheet.lines:
            at, pair = line.source, (line.sku, line.tier)
            found.rows.setdefault(pair, at)
            found.columns.setdefault((at.file, at.sheet, line.month), at.column)
            found.pairs.setdefault((at.file, at.sheet, at.row), pair)
            found.months.setdefault((at.file, at.sheet, at.column), line.month)
            if line.uom is Uom.CASES:
                found.in_cases.add((at.file, at.sheet))
    return found


def code_cell(sheet: ReadSheet, line: SubmittedLine, role: Role) -> CellRef:
    """Where a line's SKU, tier or region stands; the number's own cell where there is no column.

    A mapping counts columns within its grid, a line within the sheet: their difference is found
    where both are known.
    """
    mapping = sheet.mapping
    column = mapping.column(role) if mapping else None
    if mapping is None or column is None:
        return line.source
    if mapping.periods:
        day = line.day or line.month
        holds = (p.index for p in mapping.periods if p.span.first <= day < p.span.ends)
        number = next(holds, None)
    else:
        quantity = mapping.column(Role.QUANTITY)
        number = quantity.index if quantity else None
    if number is None:
        return line.source
    return replace(line.source, column=line.source.column - number + column.index)
