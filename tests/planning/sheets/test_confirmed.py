"""What a person said about a layout holds for the next file of it; what is open is asked."""

from dataclasses import replace
from datetime import date

import pytest

from planning.sheets.confirmed import Confirmed
from planning.sheets.date_order import DateOrder
from planning.sheets.left_out import left_out
from planning.sheets.lines import Uom
from planning.sheets.mapping import Mapping, ReadSheet, Role
from planning.sheets.numerals import DecimalMark
from planning.sheets.picked import NoSuchHeading, PickedHeading, picked
from planning.sheets.read_sheet import read_sheets
from planning.sheets.reading import read_grids
from planning.sheets.vocabulary import NOTHING_KNOWN

TODAY = date(2026, 11, 3)
TWO_COLUMNS = "SKU,Tier,Month,Plan,Forecast\nA1,x,2026-11,10,12\nA1,x,2026-12,20,24\n"


def read(text: str, *confirmed: Confirmed) -> ReadSheet:
    (sheet,) = read_sheets(read_grids("x.csv", text.encode()), NOTHING_KNOWN, confirmed)
    return sheet


def mapping_of(sheet: ReadSheet) -> Mapping:
    assert sheet.mapping is not None
    return sheet.mapping


def as_read(sheet: ReadSheet) -> Confirmed:
    mapping = mapping_of(sheet)
    return Confirmed(
        shape_id=mapping.shape_id,
        roles=tuple(column.role for column in mapping.columns),
        uom=mapping.uom,
        decimal_mark=mapping.decimal_mark,
        date_order=mapping.date_order,
        by="Erik Lindqvist",
        on=TODAY,
    )


@pytest.mark.parametrize(
    ("text", "observed"),
    [
        pytest.param("SKU,Month,Units\nA,2026-11,1.234\nB,2026-11,7\n", "1.234", id="thousands"),
        pytest.param("SKU,Month,Units\nA,03/04/2026,1\nB,05/06/2026,7\n", "03/04/2026", id="day"),
        pytest.param(TWO_COLUMNS, "Forecast", id="two quantities"),
    ],
)
def test_what_reads_two_ways_is_asked(text: str, observed: str) -> None:
    asked = [one for one in read(text).problems if one.rule == "R06"]
    assert [one.observed for one in asked] == [observed]


@pytest.mark.parametrize(
    "text",
    [
        "SKU;Month;Units;Price\nA;2026-11;1.234;0,50\n",
        "SKU;Month;Units\nA;2026-11;1.234\nB;2026-11;1.234\nC;2026-11;2.500\nD;2026-11;9.100\n",
        "SKU,Month,Units\nA,03/04/2026,1\nB,25/06/2026,7\n",
        "SKU,Month,Units,Value EUR\nA,2026-11,1,7.5\n",
    ],
)
def test_what_the_rest_of_the_sheet_tells_is_not_asked(text: str) -> None:
    assert not [one for one in read(text).problems if one.rule == "R06"]


def test_slashed_dates_are_read_in_the_order_the_others_tell() -> None:
    months = {
        line.month for line in read("SKU,Month,Units\nA,01/11/2026,1\nB,01/12/2026,7\n").lines
    }
    assert months == {date(2026, 11, 1), date(2026, 12, 1)}


def test_what_was_said_is_used_for_the_next_file_of_the_layout_and_for_no_other() -> None:
    roles = (Role.SKU, Role.TIER, Role.MONTH, Role.IGNORED, Role.QUANTITY)
    said = replace(as_read(read(TWO_COLUMNS)), roles=roles, uom=Uom.CASES)
    later = TWO_COLUMNS.replace("2026-", "2027-").replace("SKU,", "sku ,")
    sheet = read(later, said)
    assert "R06" not in {one.rule for one in sheet.problems}
    assert [int(line.quantity) for line in sheet.lines] == [12, 24]
    assert {line.uom for line in sheet.lines} == {Uom.CASES}
    mapping = mapping_of(sheet)
    assert (mapping.confirmed_by, mapping.confirmed_on) == ("Erik Lindqvist", TODAY)
    other = read(TWO_COLUMNS.replace("Tier", "Region"), said)
    assert mapping_of(other).confirmed_by == ""


def test_months_moving_on_leave_a_layout_the_same() -> None:
    november = "SKU,Tier,Nov 2026,Dec 2026,Total\nA,x,1,2,3\n"
    january = "Plan of January\n\nSKU,Tier,Jan 2027,Feb 2027,Mar 2027,Total\nA,x,1,2,3,6\n"
    said = replace(as_read(read(november)), decimal_mark=DecimalMark.COMMA)
    assert mapping_of(read(january, said)).decimal_mark is DecimalMark.COMMA


def test_a_confirmed_date_order_is_used() -> None:
    text = "SKU,Month,Units\nA,03/04/2026,1\nB,05/06/2026,7\n"
    said = replace(as_read(read(text)), date_order=DateOrder.MONTH_FIRST)
    sheet = read(text, said)
    assert [line.month for line in sheet.lines] == [date(2026, 3, 1), date(2026, 5, 1)]
    assert not sheet.problems


def test_a_row_can_be_named_as_the_heading() -> None:
    text = "SKU,Tier,Nov 2026\nold,x,1\nItem,Tier,Dec 2026,Jan 2027\nA,x,3,4\n"
    grids = read_grids("x.csv", text.encode())
    heading = PickedHeading(sheet="", row=3, by="Erik", on=TODAY)
    (sheet,) = read_sheets(grids, NOTHING_KNOWN, picked(grids, NOTHING_KNOWN, [heading]))
    assert mapping_of(sheet).header == 2
    with pytest.raises(NoSuchHeading):
        picked(grids, NOTHING_KNOWN, [replace(heading, row=4)])
    with pytest.raises(NoSuchHeading):
        picked(grids, NOTHING_KNOWN, [replace(heading, row=40)])


def test_what_is_left_out_is_said() -> None:
    text = "Plan\nin units\nSKU,Tier,Nov 2026\nA,x,1\nB,x,2\nTotal,,3\n"
    grids = read_grids("x.csv", text.encode())
    hidden = replace(grids[0], sheet="Old", hidden=True)
    said = left_out((*grids, hidden), read_sheets((*grids, hidden), NOTHING_KNOWN))
    assert [(one.what, one.detail) for one in said] == [
        ("lines above the heading", "Plan; in units"),
        ("rows that are totals", "row 6: Total"),
        ("a hidden sheet", "6 rows"),
    ]
