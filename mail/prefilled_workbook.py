"""The workbook that goes with a letter that asks: to correct and send back."""

import io
from datetime import datetime, time
from typing import Any

import xlsxwriter

from planning.sheets.prefilled import Prefilled

SHEET = "Forecast"
KEYS = ("SKU", "Description", "Customer tier")
WIDTHS = (16, 32, 18)
NEVER_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\0")


def workbook(filled: Prefilled) -> bytes:
    """As .xlsx. No text of ours or anybody's becomes a formula or a link."""
    out = io.BytesIO()
    book: Any = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet(SHEET)
    head = book.add_format({"bold": True, "bottom": 1})
    month = book.add_format({"bold": True, "bottom": 1, "num_format": "mmm yyyy"})
    inert = book.add_format({"quote_prefix": True})
    units = book.add_format({"num_format": "#,##0"})
    for column, title in enumerate(KEYS):
        sheet.write_string(0, column, title, head)
        sheet.set_column(column, column, WIDTHS[column])
    for column, first in enumerate(filled.months, len(KEYS)):
        sheet.write_datetime(0, column, datetime.combine(first, time.min), month)
        sheet.set_column(column, column, 12)
    for at, row in enumerate(filled.rows, 1):
        for column, text in enumerate((row.sku, row.name, row.tier_name)):
            _write_text(sheet, at, column, text, inert)
        for column, number in enumerate(row.units, len(KEYS)):
            if number is not None:
                sheet.write_number(at, column, number, units)
    sheet.freeze_panes(1, len(KEYS))
    book.close()
    return out.getvalue()


def _write_text(sheet: Any, row: int, column: int, text: str, inert: Any) -> None:
    style = (inert,) if text.startswith(NEVER_A_FORMULA) else ()
    sheet.write_string(row, column, text, *style)
