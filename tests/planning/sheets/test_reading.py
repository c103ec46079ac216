"""Planning files of every shape to lines that know their cells."""

import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.sheets.lines import SubmittedLine, Uom
from planning.sheets.mapping import ReadSheet, Role, Shape
from planning.sheets.numerals import DecimalMark
from planning.sheets.read_sheet import read_sheet, read_sheets
from planning.sheets.reading import read_grids
from planning.sheets.refusals import FileDamaged, FileRefused, HoldsMacros, NotWhatItSays
from planning.sheets.vocabulary import NOTHING_KNOWN, Vocabulary, vocabulary
from tests.small_companies import company

KNOWN = vocabulary(company(), region="north")
NOV, DEC, JAN = date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1)


def workbook(write: Callable[[Any, Any], None]) -> bytes:
    """An .xlsx of one sheet, filled by `write(book, sheet)`."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        write(book, book.add_worksheet("Forecast"))
    return out.getvalue()


def read(name: str, content: bytes, known: Vocabulary = KNOWN) -> ReadSheet:
    (sheet,) = read_sheets(read_grids(name, content), known)
    return sheet


def units(sheet: ReadSheet) -> dict[tuple[str, str, date], int]:
    return {(each.sku, each.tier, each.month): each.units for each in sheet.lines}


def cell_of(sheet: ReadSheet, *key: object) -> str:
    found = (each for each in sheet.lines if (each.sku, each.tier, each.month) == key)
    return next(found).source.address


def wide(book: Any, sheet: Any) -> None:
    """A title, merged quarter headers over the months, merged SKUs, subtotals and a grand total."""
    sheet.merge_range("A1:F1", "Forecast north, in units", book.add_format({"bold": True}))
    sheet.merge_range("C3:D3", "Q4 2026", None)
    sheet.write("E3", "Q1 2027")
    sheet.write_row("A4", ["Item", "Customer tier", "Nov 2026", "Dec 2026"])
    sheet.write_datetime("E4", JAN, book.add_format({"num_format": "mmm yyyy"}))
    sheet.write("F4", "Total")
    sheet.merge_range("A5:A6", "BAR", None)
    sheet.write_row("B5", ["Key", 100, 200, 300, 600])
    sheet.write_row("B6", ["Retail", 10, "", 30, 40])
    sheet.write_row("A7", ["Subtotal BAR", "", 110, 200, 330, 640])
    sheet.write_row("A8", ["Seed 40 g", "key", 5, 6, 7, 18])
    sheet.write_row("A9", ["Total", "", 115, 206, 340, 658])


def test_a_wide_workbook_with_merged_headers_and_subtotals() -> None:
    sheet = read("north.xlsx", workbook(wide))
    assert sheet.mapping is not None
    assert sheet.mapping.shape is Shape.WIDE_MONTHS
    assert units(sheet) == {
        ("BAR", "key", NOV): 100,
        ("BAR", "key", DEC): 200,
        ("BAR", "key", JAN): 300,
        ("BAR", "retail", NOV): 10,
        ("BAR", "retail", JAN): 30,
        ("SEED", "key", NOV): 5,
        ("SEED", "key", DEC): 6,
        ("SEED", "key", JAN): 7,
    }
    assert not sheet.problems
    assert cell_of(sheet, "BAR", "retail", JAN) == "E6"
    assert {each.region for each in sheet.lines} == {"north"}


def test_stated_totals_are_kept_beside_what_they_add_up_to() -> None:
    totals = read("north.xlsx", workbook(wide)).totals
    wrong = [
        (total.label, total.source.address) for total in totals if total.stated != total.summed
    ]
    # January says 340 where its parts make 337, and so does the sheet's own total
    assert ("Total", "E9") in wrong
    assert ("Subtotal BAR", "E7") not in wrong
    assert ("Total", "C9") not in wrong


def test_a_month_that_stands_twice_is_read_once_and_named() -> None:
    def twice(_book: Any, sheet: Any) -> None:
        sheet.write_row("A1", ["SKU", "Tier", "2026-11", "2026M11"])
        sheet.write_row("A2", ["BAR", "key", 7, 9])

    sheet = read("twice.xlsx", workbook(twice))
    assert units(sheet) == {("BAR", "key", NOV): 7}
    assert [(p.rule, p.source.address) for p in sheet.problems] == [("R03", "D1")]


def test_text_in_a_number_cell_is_named_by_its_cell() -> None:
    def typed(_book: Any, sheet: Any) -> None:
        sheet.write_row("B3", ["SKU", "Tier", "2026-11", "2026-12"])
        sheet.write_row("B4", ["BAR", "key", "tbd", 9])

    sheet = read("typed.xlsx", workbook(typed))
    assert units(sheet) == {("BAR", "key", DEC): 9}
    assert [(p.rule, p.source.address, p.observed) for p in sheet.problems] == [
        ("R02", "D4", "tbd")
    ]


def test_hidden_sheets_are_not_read_and_a_note_sheet_is_left_out() -> None:
    def notes(book: Any, sheet: Any) -> None:
        sheet.write("A1", "Please see the next tab")
        table = book.add_worksheet("North")
        hidden = book.add_worksheet("Old")
        hidden.hide()
        for each, amount in ((table, 4), (hidden, 99)):
            each.write_row("A1", ["SKU", "Tier", "2026-11"])
            each.write_row("A2", ["BAR", "key", amount])

    sheet = read("notes.xlsx", workbook(notes))
    assert sheet.sheet == "North"
    assert units(sheet) == {("BAR", "key", NOV): 4}


LONG_IN_CASES = (
    "sku;kundengruppe;monat;menge (kartons)\n"
    "BAR;Key;2026-11;1.250,5\n"
    "BAR;Retail;11.2026;10\n"
    "Seed 40 g;key;Dezember 2026;2,25\n"
)


def test_a_long_file_in_cases_with_a_decimal_comma() -> None:
    sheet = read("cases.csv", LONG_IN_CASES.encode())
    assert sheet.mapping is not None
    assert (sheet.mapping.shape, sheet.mapping.uom) == (Shape.LONG, Uom.CASES)
    assert sheet.mapping.decimal_mark is DecimalMark.COMMA
    assert units(sheet) == {
        ("BAR", "key", NOV): 15_006,
        ("BAR", "retail", NOV): 120,
        ("SEED", "key", DEC): 27,
    }
    first = sheet.lines[0]
    assert (first.quantity, first.units_per_case) == (Decimal("1250.5"), 12)
    assert first.exact_units == Decimal(15_006)
    assert not sheet.problems


def test_a_unit_column_speaks_for_its_row() -> None:
    rows = ("BAR,key,2026-11,5,cases", "BAR,key,2026-12,5,pcs", "BAR,key,2027-01,5,?")
    text = "\n".join(["sku,tier,month,qty,uom", *rows])
    sheet = read("mixed.csv", text.encode())
    assert [each.units for each in sheet.lines] == [60, 5, 5]
    assert [(p.rule, p.source.address) for p in sheet.problems] == [("R30", "E4")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
def test_any_usual_encoding(encoding: str) -> None:
    text = (
        "Artikel;Kundengruppe;Monat;Menge\n"
        "Müsliriegel Nüsse;Großkunden;Mär 2027;1.200\n"
        "Müsliriegel Äpfel;Großkunden;Mär 2027;900\n"
    )
    known = Vocabulary(
        region="dach",
        skus={"musliriegelnusse": "MN", "musliriegelapfel": "MA"},
        tiers={"grosskunden": "key"},
        regions={},
        units_per_case={},
    )
    sheet = read("maerz.csv", text.encode(encoding), known)
    march = date(2027, 3, 1)
    assert units(sheet) == {("MN", "key", march): 1_200, ("MA", "key", march): 900}


@given(
    quantities=st.lists(st.integers(0, 9_999_999), min_size=3, max_size=12),
    mark=st.sampled_from(list(DecimalMark)),
)
@settings(max_examples=60, deadline=None)
def test_grouped_numbers_read_alike_in_either_locale(
    quantities: list[int], mark: DecimalMark
) -> None:
    """A last row with decimals says which mark the file uses."""
    group = "." if mark is DecimalMark.COMMA else ","
    rows = [f"BAR;key;2026-11;{quantity:,}".replace(",", group) for quantity in quantities]
    text = "\n".join(["sku;tier;month;quantity", *rows, f"BAR;key;2026-12;12{mark}25"])
    sheet = read("typed.csv", text.encode())
    assert [each.quantity for each in sheet.lines] == [*map(Decimal, quantities), Decimal("12.25")]


DAILY = (
    "Date,BAR,SEED,BAR.1,CUP\n"
    "2026-11-29 00:00:00,3,0,1,5\n"
    "2026-11-30 00:00:00,1949.000000000004,2,,\n"
    "2026-12-01 00:00:00,4.5,1,1,7\n"
    "02.12.2026,6,1,1,7\n"
    "total,9,9,9,9\n"
)


def test_a_daily_file_has_a_column_per_item() -> None:
    sheet = read("orders.csv", DAILY.encode())
    assert sheet.mapping is not None
    assert sheet.mapping.shape is Shape.WIDE_DAYS
    by_day: dict[tuple[str, date | None], Decimal] = {
        (each.sku, each.day): each.quantity for each in sheet.lines
    }
    assert by_day["BAR", date(2026, 11, 30)] == 1949
    assert by_day["BAR", date(2026, 12, 1)] == Decimal("4.5")
    assert ("CUP", date(2026, 11, 30)) not in by_day
    assert {each.month for each in sheet.lines} == {NOV, DEC}


def test_a_daily_files_twin_column_and_stray_row_are_named() -> None:
    problems = read("orders.csv", DAILY.encode()).problems
    assert [(p.rule, p.source.address, p.observed) for p in problems] == [
        ("R03", "D1", "BAR.1"),
        ("R02", "A6", "total"),
    ]


def test_a_file_without_a_table_says_what_was_looked_for() -> None:
    sheet = read("note.csv", b"see you on Monday\nkind regards\n")
    assert sheet.mapping is None
    assert [p.rule for p in sheet.problems] == ["R01"]
    assert sheet.lines == ()


def test_a_missing_tier_column_is_named_where_tiers_are_known() -> None:
    text = b"sku,month,quantity\nBAR,2026-11,5\n"
    assert [p.expected for p in read("x.csv", text).problems] == ["a column for the tier"]
    assert not read("x.csv", text, NOTHING_KNOWN).problems


@pytest.mark.parametrize(
    ("name", "content", "refusal"),
    [
        ("plan.xlsm", b"PK\x03\x04", HoldsMacros),
        ("plan.xlsx", b"sku,month\n", NotWhatItSays),
        ("plan.csv", b"PK\x03\x04rest", NotWhatItSays),
        ("plan.xlsx", b"\xd0\xcf\x11\xe0rest", FileDamaged),
        ("plan.pdf", b"%PDF-1.7", FileRefused),
        ("plan.csv", b"", FileRefused),
        ("plan.csv", b"\n\n;;\n", FileRefused),
        ("plan.xlsx", b"PK\x03\x04 cut short", FileRefused),
    ],
)
def test_what_is_not_a_planning_file_is_refused(
    name: str, content: bytes, refusal: type[FileRefused]
) -> None:
    with pytest.raises(refusal):
        read_grids(name, content)


def test_a_person_may_confirm_the_mapping_that_was_proposed() -> None:
    (grid,) = read_grids("cases.csv", LONG_IN_CASES.encode())
    proposed = read_sheet(grid, KNOWN)
    assert proposed.mapping is not None
    assert proposed.mapping.column(Role.SKU) is not None
    assert all(column.why for column in proposed.mapping.columns)
    assert read_sheet(grid, KNOWN, proposed.mapping) == proposed


def by_cell(lines: tuple[SubmittedLine, ...]) -> dict[str, Decimal]:
    return {each.source.address: each.quantity for each in lines}


@given(table=st.lists(st.tuples(*[st.integers(0, 10**6)] * 3), min_size=1, max_size=20))
@settings(max_examples=25, deadline=None)
def test_every_number_of_a_workbook_comes_back_from_its_own_cell(
    table: list[tuple[int, int, int]],
) -> None:
    def write(_book: Any, sheet: Any) -> None:
        sheet.write_row("B2", ["SKU", "Tier", "2026-11", "2026-12", "2027-01"])
        for at, row in enumerate(table):
            sheet.write_row(at + 2, 1, ["BAR", "key", *row])

    expected = {
        f"{column}{at + 3}": Decimal(quantity)
        for at, row in enumerate(table)
        for column, quantity in zip("DEF", row, strict=True)
    }
    assert by_cell(read("table.xlsx", workbook(write)).lines) == expected
