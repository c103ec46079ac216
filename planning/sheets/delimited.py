"""Text files to grids: encoding (BOM, UTF-8, then a guess), delimiter, cells."""

import codecs
import csv
import io
from collections import Counter
from itertools import islice

from charset_normalizer import from_bytes

from planning.sheets import limits
from planning.sheets.grid import Grid
from planning.sheets.refusals import (
    CellTooLong,
    EncodingUnknown,
    FileDamaged,
    NotText,
    TooManyCells,
)

BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
OFFICE_ENCODINGS = ["cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "mac_roman"]
DELIMITERS = (";", "\t", ",", "|")
SAMPLE_ROWS = 60
SAMPLE_BYTES = 100_000
NUL_SHARE_OF_UTF16 = 0.2


def read_delimited(name: str, content: bytes) -> tuple[Grid, ...]:
    """The one table of a text file."""
    text = decode(content)
    if "\x00" in text:
        raise NotText
    delimiter = find_delimiter(text)
    rows: list[tuple[str | None, ...]] = []
    cells = 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            cells += max(len(row), 1)
            if len(row) > limits.COLUMNS or cells > limits.CELLS:
                raise TooManyCells(f"row {len(rows) + 1:,}, {len(row):,} columns")
            if any(len(cell) > limits.CELL_CHARACTERS for cell in row):
                raise CellTooLong(f"row {len(rows) + 1:,}")
            rows.append(tuple(cell if cell.strip() else None for cell in row))
    except csv.Error as trouble:
        if "field larger" in str(trouble):
            raise CellTooLong(f"row {len(rows) + 1:,}") from trouble
        raise FileDamaged(str(trouble)) from trouble
    return (Grid(file=name, sheet="", rows=tuple(rows)),)


def decode(content: bytes) -> str:
    """Text by byte order mark, as UTF-8, as UTF-16 without a mark, or by a guess."""
    for mark, encoding in BOMS:
        if content.startswith(mark):
            return decoded(content, encoding)
    if content.count(0) > len(content) * NUL_SHARE_OF_UTF16:
        high_first = content[::2].count(0) > content[1::2].count(0)
        return decoded(content, "utf-16-be" if high_first else "utf-16-le")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return guessed(content)


def decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as trouble:
        raise EncodingUnknown(encoding) from trouble


def guessed(content: bytes) -> str:
    best = from_bytes(content[:SAMPLE_BYTES], cp_isolation=OFFICE_ENCODINGS).best()
    if best is None:
        raise EncodingUnknown
    return decoded(content, best.encoding)


def find_delimiter(text: str) -> str:
    r"""The one whose rows agree most on how many cells they have; `,` where none splits.

    >>> find_delimiter("sku;month;units\nA;2026-11;1.234,5\nB;2026-11;7,5\n")
    ';'
    """

    def agreement(delimiter: str) -> tuple[float, int]:
        lines = islice(io.StringIO(text, newline=""), SAMPLE_ROWS)
        try:
            widths = [len(row) for row in csv.reader(lines, delimiter=delimiter) if row]
        except csv.Error:
            return (0.0, 0)
        split = Counter(width for width in widths if width > 1)
        if not split:
            return (0.0, 0)
        width, count = split.most_common(1)[0]
        return (count / len(widths), width)

    best = max(DELIMITERS, key=agreement)
    return best if agreement(best) > (0.0, 0) else ","
