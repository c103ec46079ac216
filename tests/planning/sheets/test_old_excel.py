"""Workbooks of Excel 97–2003 read like any other, and what doesn't belong in them is refused."""

import struct
from datetime import date
from typing import Any

import pytest

from planning.sheets.read_sheet import read_sheets
from planning.sheets.reading import read_grids
from planning.sheets.refusals import (
    FileDamaged,
    FileRefused,
    HoldsMacros,
    LinksElsewhere,
    PasswordNeeded,
    TooManyCells,
)
from planning.sheets.vocabulary import vocabulary
from tests.planning.sheets.old_workbooks import PLAIN, old_workbook
from tests.small_companies import company

KNOWN = vocabulary(company(), region="north")


def test_an_old_workbook_is_read_cell_by_cell() -> None:
    (sheet,) = read_sheets(read_grids("plan.xls", PLAIN), KNOWN)
    said = {(one.tier, one.month, one.source.address): one.quantity for one in sheet.lines}
    november, december = date(2026, 11, 1), date(2026, 12, 1)
    assert {key: float(quantity) for key, quantity in said.items()} == {
        ("key", november, "C4"): 100,
        ("key", december, "D4"): 200,
        ("retail", november, "C5"): 10,
        ("retail", december, "D5"): 20.5,
    }
    assert sheet.sheet == "Prognose"


def test_it_is_known_by_its_content_whatever_its_name() -> None:
    by_either_name = [read_grids(name, PLAIN)[0].rows for name in ("plan.xls", "plan.xlsx")]
    assert by_either_name[0] == by_either_name[1]


def test_an_error_in_a_cell_is_said_and_not_taken_for_a_blank() -> None:
    def write(book: Any) -> None:
        sheet = book.add_sheet("S")
        sheet.write(0, 0, "SKU")
        sheet.write(0, 1, "Nov 2026")
        sheet.write(1, 0, "BAR")
        sheet.row(1).set_cell_error(1, "#REF!")

    (sheet,) = read_sheets(read_grids("plan.xls", old_workbook(write)), KNOWN)
    assert [(one.rule, one.observed) for one in sheet.problems if one.rule == "R02"] == [
        ("R02", "#REF!")
    ]


def record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


DIMENSIONS = struct.pack("<HH", 0x0200, 14)
WINDOW1 = 0x003D
"""In the workbook's own part; what stands in its place below has its length."""


def replaced(kind: int, data: bytes) -> bytes:
    """The plain workbook with its first record of `WINDOW1` turned into another."""
    at = PLAIN.index(struct.pack("<HH", WINDOW1, 18))
    changed = record(kind, data.ljust(18, b"\0"))
    return PLAIN[:at] + changed + PLAIN[at + len(changed) :]


def far_away() -> bytes:
    """The sheet says that it reaches to the last row and column there can be."""
    at = PLAIN.index(DIMENSIONS) + 4
    return PLAIN[:at] + struct.pack("<IIHH", 0, 0xFFFFFFFF, 0, 0xFFFF) + PLAIN[at + 12 :]


def stray_cell() -> bytes:
    def write(book: Any) -> None:
        sheet = book.add_sheet("S")
        sheet.write(0, 0, "SKU")
        sheet.write(65_535, 255, 1)

    return old_workbook(write)


BOUNDSHEET = struct.pack("<H", 0x0085)


def another_type(kind: int) -> bytes:
    at = PLAIN.index(BOUNDSHEET) + 4 + 5
    return PLAIN[:at] + bytes([kind]) + PLAIN[at + 1 :]


def in_one_place() -> bytes:
    first = PLAIN.index(BOUNDSHEET) + 4
    second = PLAIN.index(BOUNDSHEET, first) + 4
    return PLAIN[:second] + PLAIN[first : first + 4] + PLAIN[second + 4 :]


def hidden_by_another() -> bytes:
    """A part that never ends stands before the sheets, which lie beyond all limits."""
    begun = replaced(0x0809, b"\x00\x06\x20\x00")
    at = begun.index(DIMENSIONS) + 4
    return begun[:at] + struct.pack("<IIHH", 0, 0xFFFFFFFF, 0, 0xFFFF) + begun[at + 12 :]


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        pytest.param(far_away(), TooManyCells, id="a range without end"),
        pytest.param(stray_cell(), TooManyCells, id="a stray cell"),
        pytest.param(replaced(0x002F, b"\x01\x00"), PasswordNeeded, id="a password"),
        pytest.param(replaced(0x01AE, b"\x01\x00\x05\x00\x00"), LinksElsewhere, id="a link"),
        pytest.param(another_type(1), HoldsMacros, id="a sheet of macros"),
        pytest.param(another_type(6), HoldsMacros, id="a module of macros"),
        pytest.param(in_one_place(), FileDamaged, id="two sheets in one place"),
        pytest.param(hidden_by_another(), TooManyCells, id="a range hidden in another part"),
        pytest.param(PLAIN[:600], FileDamaged, id="cut short"),
    ],
)
def test_what_would_hurt_is_refused(content: bytes, refusal: type[FileRefused]) -> None:
    with pytest.raises(refusal):
        read_grids("plan.xls", content)
