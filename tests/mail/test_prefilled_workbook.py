"""The sheet that goes along is read back as it was filled, and nothing in it is ever run."""

import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO

from mail.prefilled_workbook import workbook
from planning.sheets.prefilled import Prefilled, last_forecast, prefilled
from planning.sheets.read_sheet import read_sheets
from planning.sheets.reading import read_grids
from planning.sheets.vocabulary import vocabulary
from runtime.halden_files import as_loaded

MONTHS = (date(2026, 11, 1), date(2026, 12, 1))
FORMULA = '=HYPERLINK("http://evil.example","x")'


def filled() -> Prefilled:
    company = as_loaded()
    return prefilled(company, "dach", MONTHS, last_forecast(company, "dach", MONTHS))


def test_what_was_filled_is_read_back_to_the_unit() -> None:
    wanted = filled()
    (sheet,) = read_sheets(
        read_grids("x.xlsx", workbook(wanted)), vocabulary(as_loaded(), region="dach")
    )
    assert not sheet.problems
    units = {cell: n for cell, n in zip(wanted.cells, all_units(wanted), strict=True) if n}
    assert {(x.sku, x.tier, x.month): x.units for x in sheet.lines if x.units} == units
    assert len(units) > 50


def all_units(of: Prefilled) -> list[int | None]:
    return [number for row in of.rows for number in row.units]


def test_a_name_that_looks_like_a_formula_stays_a_text() -> None:
    wanted = filled()
    hostile = replace(wanted.rows[0], sku="+1", name=FORMULA, tier_name="@SUM(A1)")
    content = workbook(replace(wanted, rows=(hostile,)))
    with zipfile.ZipFile(BytesIO(content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        assert b"quotePrefix" in book.read("xl/styles.xml")
        assert "xl/worksheets/_rels/sheet1.xml.rels" not in book.namelist()
    assert "<f>" not in sheet
    (grid,) = read_grids("x.xlsx", content)
    assert grid.rows[1][:3] == ("+1", FORMULA, "@SUM(A1)")
