"""How far a binary workbook's sheet reaches. Record numbers: [MS-XLSB] §2.3.1."""

from collections.abc import Iterator
from typing import NamedTuple

from planning.sheets.extent import refuse_area
from planning.sheets.refusals import FileDamaged

ROW_HEADER = 0
CELLS_WITH_VALUE = frozenset(range(2, 12))
ROWS = 1_048_576


class Record(NamedTuple):
    kind: int
    body: bytes


def scan_binary_sheet(part: str, content: bytes) -> None:
    """Raise `TooManyCells` where the cells span more than we read."""
    top, bottom, left, right, row = ROWS, -1, 1 << 30, -1, -1
    for record in records(part, content):
        if record.kind == ROW_HEADER:
            row = int.from_bytes(record.body[:4], "little")
        elif record.kind in CELLS_WITH_VALUE and row >= 0:
            column = int.from_bytes(record.body[:4], "little")
            top, bottom = min(top, row), max(bottom, row)
            left, right = min(left, column), max(right, column)
            refuse_area(part, bottom - top + 1, right - left + 1)


def records(part: str, content: bytes) -> Iterator[Record]:
    """Number and size come as one to four bytes of seven bits each."""
    at = 0
    while at < len(content):
        kind = content[at]
        at += 1
        if kind & 0x80 and at < len(content):
            kind = (kind & 0x7F) | ((content[at] & 0x7F) << 7)
            at += 1
        size = 0
        for shift in (0, 7, 14, 21):
            if at >= len(content):
                raise FileDamaged(part[:80])
            byte = content[at]
            at += 1
            size |= (byte & 0x7F) << shift
            if not byte & 0x80:
                break
        yield Record(kind, content[at : at + min(size, 64)])
        at += size
