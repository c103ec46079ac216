"""Workbooks to grids through calamine, after their extent is known to be harmless."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from planning.sheets import limits
from planning.sheets.archive import open_archive, unpack
from planning.sheets.extent import ExtentScan, Place
from planning.sheets.extent_ods import OdsExtentScan
from planning.sheets.extent_xlsb import scan_binary_sheet
from planning.sheets.grid import Cell, Grid
from planning.sheets.old_excel import scan_old_excel
from planning.sheets.refusals import CellTooLong, FileDamaged, PasswordNeeded, TooManyCells
from planning.sheets.sheet_parts import parts_of_sheets

Result = TypeVar("Result")
Errors = dict[Place, str]
MEDIA = (".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".bmp", ".svg")


def read_workbook(name: str, content: bytes) -> tuple[Grid, ...]:
    """Every worksheet as a grid, hidden ones marked."""
    with open_archive(content) as archive:
        errors = scan(archive)
        parts = parts_of_sheets(archive)
    return grids_of(name, content, lambda sheet, _: errors.get(parts.get(sheet, ""), {}))


def read_old_workbook(name: str, content: bytes) -> tuple[Grid, ...]:
    """The same of an .xls."""
    errors = scan_old_excel(content)
    return grids_of(name, content, lambda _, at: errors[at] if at < len(errors) else {})


def grids_of(
    name: str, content: bytes, errors_of: Callable[[str, int], Errors]
) -> tuple[Grid, ...]:
    """Calamine's view of a workbook that was looked through; errors by sheet name and place."""
    workbook = guarded(lambda: CalamineWorkbook.from_filelike(io.BytesIO(content)))
    sheets = workbook.sheets_metadata
    if len(sheets) > limits.SHEETS:
        raise TooManyCells(f"{len(sheets)} sheets")
    return tuple(
        grid_of(
            workbook,
            name=name,
            sheet=sheet.name,
            hidden=sheet.visible is not SheetVisibleEnum.Visible,
            errors=errors_of(sheet.name, at),
        )
        for at, sheet in enumerate(sheets)
    )


def scan(archive: zipfile.ZipFile) -> dict[str, Errors]:
    """Refuse cells out of reach in any part; give back the error cells of each."""
    errors: dict[str, Errors] = {}
    for name in archive.namelist():
        lower = name.lower()
        if lower.endswith(MEDIA) or name.endswith("/"):
            continue
        if lower.endswith(".bin"):
            if "sheet" in lower:
                scan_binary_sheet(name, b"".join(unpack(archive, name)))
        elif lower == "content.xml":
            OdsExtentScan(part=name).read(unpack(archive, name))
        elif lower.endswith((".xml", ".rels")) or looks_like_xml(archive, name):
            sheet = ExtentScan(part=name)
            sheet.read(unpack(archive, name))
            errors[name] = sheet.errors
    return errors


def looks_like_xml(archive: zipfile.ZipFile, name: str) -> bool:
    """A relationship may point to a sheet under any name."""
    beginning = next(unpack(archive, name), b"")
    return b"<" in beginning[:16]


def grid_of(
    workbook: CalamineWorkbook, *, name: str, sheet: str, hidden: bool, errors: Errors
) -> Grid:
    table = guarded(lambda: workbook.get_sheet_by_name(sheet))
    top, left = table.start or (0, 0)
    found = guarded(lambda: table.to_python(skip_empty_area=True))
    rows = [[cell_of(value) for value in row] for row in found]
    for place, text in errors.items():
        row, column = place.row - top, place.column - left
        if 0 <= row < len(rows) and 0 <= column < len(rows[row]):
            rows[row][column] = text
    return Grid(
        file=name,
        sheet=sheet,
        rows=tuple(tuple(row) for row in rows),
        first_row=top + 1,
        first_column=left + 1,
        hidden=hidden,
    )


def cell_of(value: object) -> Cell:
    if value == "":
        return None
    if isinstance(value, str):
        if len(value) > limits.CELL_CHARACTERS:
            raise CellTooLong(f"{len(value):,} characters")
        return value
    if isinstance(value, bool | int | float | datetime | date):
        return value
    return str(value)


def guarded(read: Callable[[], Result]) -> Result:
    """Calamine's own complaints, and its panics, as a refusal."""
    try:
        return read()
    except PasswordError as locked:
        raise PasswordNeeded from locked
    except (CalamineError, ValueError, OSError, OverflowError) as damage:
        raise FileDamaged(str(damage)[:120]) from damage
    except BaseException as panic:
        # a Rust panic derives from BaseException, and its class can't be imported
        if type(panic).__name__ != "PanicException":
            raise
        raise FileDamaged from panic
