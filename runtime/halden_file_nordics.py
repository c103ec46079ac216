"""Erik's workbook: a column per month, subtotals by family, a grand total, and a heading.

Totals are formulas over the rows above them, so a row that stands twice counts twice.
"""

import io
from datetime import UTC, datetime
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_range

from planning.company import Company
from runtime.halden_heading_nordics import FIRST_MONTH, HEADER_ROW, Look, look_of, write_heading
from runtime.halden_rows_nordics import ForecastRow, rows_by_family

SAVED_AT = datetime(2026, 11, 10, 8, 40, tzinfo=UTC)
"""A workbook carries the time it was made; this keeps its bytes the same."""


def nordics_workbook(company: Company, *, corrected: bool) -> bytes:
    """The .xlsx; the same company, the same bytes."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"author": "Erik Holm", "created": SAVED_AT})
        sheet, look = book.add_worksheet("Nordics"), look_of(book)
        write_heading(sheet, look, company)
        write_rows(sheet, look, company, corrected=corrected)
    return out.getvalue()


def write_rows(sheet: Any, look: Look, company: Company, *, corrected: bool) -> None:
    """Each family and its subtotal; the grand total adds the subtotals."""
    at = HEADER_ROW + 1
    subtotals: list[int] = []
    every: list[ForecastRow] = []
    for family, rows in rows_by_family(company, corrected=corrected).items():
        first = at
        for row in rows:
            write_row(sheet, look, at, row)
            at += 1
        write_totals(sheet, look, at, f"Subtotal {family}", rows, blocks=[(first, at - 1)])
        every += rows
        subtotals.append(at)
        at += 1
    blocks = [(subtotal, subtotal) for subtotal in subtotals]
    write_totals(sheet, look, at, "Grand total Nordics", tuple(every), blocks=blocks)


def write_row(sheet: Any, look: Look, at: int, row: ForecastRow) -> None:
    sheet.write_row(at, 0, (row.item.sku, row.item.name, row.tier))
    for column, units in enumerate(row.units, start=FIRST_MONTH):
        if units is not None:
            sheet.write_number(at, column, units, look.units)
    last = FIRST_MONTH + len(row.units)
    months = xl_range(at, FIRST_MONTH, at, last - 1)
    sheet.write_formula(at, last, f"=SUM({months})", look.units, sum(filter(None, row.units)))


def write_totals(
    sheet: Any,
    look: Look,
    at: int,
    label: str,
    rows: tuple[ForecastRow, ...],
    *,
    blocks: list[tuple[int, int]],
) -> None:
    """A formula over the blocks of rows (first, last) in each column, with its value."""
    sheet.write_row(at, 0, (label, "", ""), look.total)
    by_month = [sum(filter(None, units)) for units in zip(*(r.units for r in rows), strict=True)]
    for column, total in enumerate([*by_month, sum(by_month)], start=FIRST_MONTH):
        parts = ",".join(xl_range(first, column, last, column) for first, last in blocks)
        sheet.write_formula(at, column, f"=SUM({parts})", look.total, total)
