"""What a file holds before anyone says what it means: sheets of addressable cells."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

Cell = str | float | bool | datetime | date | None
"""An empty cell is None; a whole number may arrive as an int."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class CellRef:
    """Where a number came from. Rows and columns count from 1, as spreadsheets show them."""

    file: str
    sheet: str
    """Empty for a text file."""
    row: int
    column: int

    @property
    def address(self) -> str:
        """The cell as a person would type it.

        >>> CellRef(file="nordics.xlsx", sheet="Plan", row=7, column=28).address
        'AB7'
        """
        return f"{column_letters(self.column)}{self.row}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """One sheet. `rows[0][0]` sits at (`first_row`, `first_column`); rows may differ in length."""

    file: str
    sheet: str
    rows: tuple[tuple[Cell, ...], ...]
    first_row: int = 1
    first_column: int = 1
    hidden: bool = False

    def ref(self, row: int, column: int) -> CellRef:
        """The address of `rows[row][column]`, both counted from 0."""
        return CellRef(
            file=self.file,
            sheet=self.sheet,
            row=self.first_row + row,
            column=self.first_column + column,
        )

    def at(self, row: int, column: int) -> Cell:
        """The cell, or None where the row is too short to have it."""
        cells = self.rows[row]
        return cells[column] if column < len(cells) else None

    def text(self, row: int, column: int) -> str:
        return text_of(self.at(row, column))

    def below(self, header: int) -> Iterator[int]:
        """Indices of the rows under the header that hold anything."""
        for row in range(header + 1, len(self.rows)):
            if any(cell is not None for cell in self.rows[row]):
                yield row


def text_of(cell: Cell) -> str:
    """A cell as trimmed text. Codes typed as numbers lose Excel's `.0`.

    >>> text_of(1001.0), text_of("  OAT-12 "), text_of(None)
    ('1001', 'OAT-12', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def column_letters(column: int) -> str:
    """Spreadsheet letters of a column counted from 1.

    >>> column_letters(1), column_letters(26), column_letters(27), column_letters(16384)
    ('A', 'Z', 'AA', 'XFD')
    """
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
