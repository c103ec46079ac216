"""A long text file as columns of text, if it is as plain as this reading needs it to be.

Whatever isn't (quotes, another encoding, rows of several lengths) is left to the cell by cell
reading in `planning/sheets/`, which takes anything.
"""

import codecs
from dataclasses import dataclass
from pathlib import PurePath

import polars as pl

from planning.sheets import limits
from planning.sheets.date_order import DateOrder
from planning.sheets.delimited import SAMPLE_ROWS as DELIMITER_ROWS
from planning.sheets.delimited import find_delimiter, read_delimited
from planning.sheets.grid import Grid
from planning.sheets.mapping import Mapping, Role, Shape
from planning.sheets.propose import HEADER_SEARCH_ROWS, SAMPLE_ROWS, propose_mapping
from planning.sheets.reading import OLE, OTHER_KINDS, TEXTS, ZIP
from planning.sheets.vocabulary import NOTHING_KNOWN

LARGE_BYTES = 1_000_000
"""Smaller files are read cell by cell: there is nothing to win."""
HEAD_ROWS = HEADER_SEARCH_ROWS + SAMPLE_ROWS + 1
"""What a mapping is proposed from; it never looks further."""
ROW = "row"
SPACES = tuple(bytes((code,)) for code in (*range(9), 9, 11, 12, *range(14, 33)))
"""ASCII that trimming takes away, or might: where none stands in a file, nothing is trimmed."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LongTable:
    """Every row as text, trimmed, nothing where it is blank."""

    name: str
    mapping: Mapping
    head: Grid
    """The rows down to the header."""
    cells: pl.DataFrame
    """The rows below it: columns are named by their index, `row` counts from 0 in the file."""

    def texts(self, role: Role) -> pl.Series | None:
        column = self.mapping.column(role)
        return None if column is None else self.cells[str(column.index)]

    def grid(self, rows: pl.Series) -> Grid:
        """The head and these rows (as `row` counts), to be read cell by cell."""
        wanted = self.cells.filter(pl.col(ROW).is_in(rows.implode())).drop(ROW)
        return Grid(file=self.name, sheet="", rows=(*self.head.rows, *wanted.iter_rows()))


def long_table(name: str, content: bytes) -> LongTable | None:
    """The file's columns; None where it isn't a plain long file."""
    content = content.removeprefix(codecs.BOM_UTF8)
    if PurePath(name).suffix.lower() not in TEXTS or not _is_plain(content):
        return None
    head = _head(content, HEAD_ROWS)
    delimiter = find_delimiter(head.decode("utf-8", errors="ignore"))
    (grid,) = read_delimited(name, head)
    mapping = propose_mapping(grid, NOTHING_KNOWN)
    if mapping is None or mapping.shape is not Shape.LONG:
        return None
    if mapping.date_order is not DateOrder.NOT_NEEDED:
        return None
    cells = _cells(content, delimiter)
    if cells is None or mapping.column(Role.QUANTITY) is None or not mapping.column(Role.MONTH):
        return None
    return LongTable(
        name=name,
        mapping=mapping,
        head=Grid(file=name, sheet="", rows=grid.rows[: mapping.header + 1]),
        cells=cells.slice(mapping.header + 1),
    )


def _is_plain(content: bytes) -> bool:
    """No quotes, no bare carriage returns, and text from its first line on."""
    if b'"' in content or b"\x00" in content or not content[:LARGE_BYTES].strip():
        return False
    if b"\r" in content and content.count(b"\r") != content.count(b"\r\n"):
        return False
    return not content.startswith((ZIP, OLE, *OTHER_KINDS))


def _head(content: bytes, rows: int) -> bytes:
    at = -1
    for _ in range(max(rows, DELIMITER_ROWS)):
        at = content.find(b"\n", at + 1)
        if at < 0:
            return content
    return content[: at + 1]


def _cells(content: bytes, delimiter: str) -> pl.DataFrame | None:
    """None where a row is longer than the first, or a line was taken for none."""
    try:
        read = pl.read_csv(
            content,
            has_header=False,
            infer_schema=False,
            separator=delimiter,
            quote_char=None,
            truncate_ragged_lines=False,
        )
    except pl.exceptions.PolarsError:
        return None
    lines = content.count(b"\n") + (not content.endswith(b"\n"))
    longest = read.select(pl.max_horizontal(pl.all().str.len_bytes().max())).item() or 0
    if read.height != lines or longest > limits.CELL_CHARACTERS or read.width == 0:
        return None
    names = {name: str(at) for at, name in enumerate(read.columns)}
    if not content.isascii() or any(one in content for one in SPACES if one != delimiter.encode()):
        read = read.select(map(_trimmed, read.columns))
    return read.rename(names).with_row_index(ROW)


def _trimmed(name: str) -> pl.Expr:
    text = pl.col(name).str.strip_chars()
    return pl.when(text != "").then(text).alias(name)
