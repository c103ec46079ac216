"""Bytes of a file someone sent to its grids, or a refusal that says what to do."""

from pathlib import PurePath

from planning.sheets import limits
from planning.sheets.delimited import read_delimited
from planning.sheets.grid import Grid
from planning.sheets.refusals import (
    FileEmpty,
    FileTooLarge,
    FormatUnknown,
    HoldsMacros,
    NothingInside,
    NotWhatItSays,
)
from planning.sheets.workbook import read_old_workbook, read_workbook

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0"
OTHER_KINDS = (
    b"%PDF",
    b"\x7fELF",
    b"MZ",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"Rar!",
)
WORKBOOKS = frozenset({".xlsx", ".xlsb", ".xls", ".ods"})
MACRO_WORKBOOKS = frozenset({".xlsm", ".xltm", ".xlam"})
TEXTS = frozenset({".csv", ".tsv", ".txt"})


def read_grids(name: str, content: bytes) -> tuple[Grid, ...]:
    """Every sheet of the file. Raises a `FileRefused` whose text its sender understands."""
    if not content:
        raise FileEmpty
    if len(content) > limits.FILE_BYTES:
        raise FileTooLarge(f"{len(content) / 1e6:,.1f} MB of {limits.FILE_BYTES / 1e6:,.0f} MB")
    ending = PurePath(name).suffix.lower()
    if ending in MACRO_WORKBOOKS:
        raise HoldsMacros(name[-80:])
    if ending in WORKBOOKS:
        grids = workbook_grids(name, content)
    elif ending in TEXTS:
        if content.startswith((ZIP, OLE, *OTHER_KINDS)):
            raise NotWhatItSays(f"{name[-80:]} isn't text")
        grids = read_delimited(name, content)
    else:
        raise FormatUnknown(name[-80:])
    if not any(cell is not None for grid in grids for row in grid.rows for cell in row):
        raise NothingInside
    return grids


def workbook_grids(name: str, content: bytes) -> tuple[Grid, ...]:
    """By what it is: programs save the old kind under the new name, and the other way round."""
    if content.startswith(OLE):
        return read_old_workbook(name, content)
    if not content.startswith(ZIP):
        raise NotWhatItSays(f"{name[-80:]} isn't a workbook")
    return read_workbook(name, content)
