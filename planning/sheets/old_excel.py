"""Workbooks of Excel 97–2003 (.xls), looked through before calamine sees them.

Sources: [MS-CFB] for the container, [MS-XLS] for the records (section numbers beside them).
"""

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import olefile

from planning.sheets import limits
from planning.sheets.extent import Place, refuse_area
from planning.sheets.refusals import (
    FileDamaged,
    HoldsEmbeddedFiles,
    HoldsMacros,
    LinksElsewhere,
    NotWhatItSays,
    PasswordNeeded,
    TooManyCells,
)

BOF, EOF, FILEPASS, SUPBOOK, DIMENSIONS = 0x0809, 0x000A, 0x002F, 0x01AE, 0x0200
FORMULA, BOOLERR = 0x0006, 0x0205
CELLS = frozenset(
    {FORMULA, BOOLERR, 0x00BD, 0x00BE, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x027E}
)
"""Formula, BoolErr, MulRk, MulBlank, RString, LabelSst, Blank, Number, Label, RK (2.4)."""
SEVERAL = frozenset({0x00BD, 0x00BE})
"""MulRk and MulBlank: their last two bytes are the last column."""
BOUNDSHEET = 0x0085
MACRO_SHEET, VISUAL_BASIC = 1, 6
BIFF8_DIMENSIONS_BYTES = 14
SELF, ADD_IN = b"\x01\x04", b"\x01\x3a"
"""A SupBook that means this workbook, or an add-in's functions (2.4.271)."""
ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
"""[MS-XLS] 2.5.10."""


@dataclass(slots=True)
class Reach:
    """How far the cells of one sheet go, and which of them hold an error."""

    part: str
    top: int = 1 << 16
    bottom: int = -1
    left: int = 1 << 16
    right: int = -1
    errors: dict[Place, str] = field(default_factory=dict[Place, str])

    def cell(self, row: int, first: int, last: int) -> None:
        self.top, self.bottom = min(self.top, row), max(self.bottom, row)
        self.left, self.right = min(self.left, first), max(self.right, last)
        refuse_area(self.part, self.bottom - self.top + 1, self.right - self.left + 1)


def scan_old_excel(content: bytes) -> tuple[dict[Place, str], ...]:
    """The error cells of each sheet, in the order of the file. Raises a `FileRefused`."""
    opened: Any = olefile.OleFileIO
    try:
        with opened(io.BytesIO(content)) as container:
            refuse_contents(container)
            stream = container.openstream(workbook_stream(container)).read()
    except (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError) as damage:
        raise FileDamaged(str(damage)[:120]) from damage
    except (struct.error, RecursionError, OverflowError) as damage:
        raise FileDamaged from damage
    return tuple(reach.errors for reach in sheets_of(stream))


def refuse_contents(container: Any) -> None:
    """What has no place in a planning file, by the names of the container's parts."""
    if container.exists("EncryptedPackage"):
        raise PasswordNeeded
    for path in container.listdir(streams=True, storages=True):
        top = path[0].lower()
        if top in {"_vba_project_cur", "macros"}:
            raise HoldsMacros
        if top.startswith("mbd") or "\x01ole10native" in (part.lower() for part in path):
            raise HoldsEmbeddedFiles


def workbook_stream(container: Any) -> str:
    for name in ("Workbook", "Book"):
        if container.exists(name):
            return name
    raise NotWhatItSays("it holds no workbook")


def sheets_of(stream: bytes) -> list[Reach]:
    """One `Reach` per sheet, in the order in which the first part of the stream names them."""
    offsets: list[int] = []
    for kind, data in records(stream, 0):
        if kind == EOF:
            break
        if kind == FILEPASS:
            raise PasswordNeeded
        if kind == SUPBOOK:
            refuse_link(data)
        elif kind == BOUNDSHEET and len(data) >= 6:  # noqa: PLR2004 position, state, type
            refuse_macro_sheet(data)
            offsets.append(struct.unpack_from("<I", data)[0])
    if len(offsets) > limits.SHEETS:
        raise TooManyCells(f"{len(offsets)} sheets")
    if len(set(offsets)) < len(offsets):
        raise FileDamaged("two sheets in one place")
    return [reach_from(stream, offset, f"sheet {at}") for at, offset in enumerate(offsets, 1)]


def reach_from(stream: bytes, offset: int, part: str) -> Reach:
    """From where calamine will begin to read this sheet, to where it ends."""
    reach = Reach(part)
    depth = 0
    for kind, data in records(stream, offset):
        if kind == BOF:
            depth += 1
        elif kind == EOF:
            depth -= 1
            if depth <= 0:
                break
        else:
            note(reach, kind, data)
    return reach


def records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Type and content of each record from there on (2.1.4)."""
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        data = stream[at + 4 : at + 4 + size]
        if len(data) < size:
            raise FileDamaged("a record is cut short")
        yield kind, data
        at += 4 + size


def refuse_macro_sheet(data: bytes) -> None:
    """By the type that the list of sheets gives it (2.4.28)."""
    if data[5] in {MACRO_SHEET, VISUAL_BASIC}:
        raise HoldsMacros


def refuse_link(data: bytes) -> None:
    if data[2:4] not in {SELF, ADD_IN}:
        raise LinksElsewhere


def note(reach: Reach, kind: int, data: bytes) -> None:
    """A cell, or the range the sheet says it has: calamine makes room for that as well."""
    if kind == DIMENSIONS:
        shape = "<IIHH" if len(data) >= BIFF8_DIMENSIONS_BYTES else "<HHHH"
        if len(data) >= struct.calcsize(shape):
            top, bottom, left, right = struct.unpack_from(shape, data)
            refuse_area(reach.part, max(0, bottom - top), max(0, right - left))
    elif kind in CELLS and len(data) >= 6:  # noqa: PLR2004 row, column, format
        row, column = struct.unpack_from("<HH", data)
        last = struct.unpack_from("<H", data, len(data) - 2)[0] if kind in SEVERAL else column
        reach.cell(row, column, max(column, last))
        code = error_in(kind, data)
        if code is not None:
            reach.errors[Place(row, column)] = ERRORS.get(code, "#ERROR")


def error_in(kind: int, data: bytes) -> int | None:
    """The error code of a cell that holds one: BoolErr 2.5.10, Formula 2.5.133."""
    if kind == BOOLERR and len(data) >= 8 and data[7] == 1:  # noqa: PLR2004
        return data[6]
    if kind == FORMULA and len(data) >= 14 and data[12:14] == b"\xff\xff" and data[6] == 2:  # noqa: PLR2004
        return data[8]
    return None
