"""Workbooks as Excel 97–2003 wrote them."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import xlwt


def old_workbook(write: Callable[[Any], None]) -> bytes:
    """An .xls, filled by `write(book)`."""
    book = xlwt.Workbook()
    write(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def forecast(book: Any) -> None:
    """A title, two months (one of them a date), two rows; and a hidden sheet of last year's."""
    sheet = book.add_sheet("Prognose")
    sheet.write(0, 0, "Forecast north, in units")
    for column, title in enumerate(["SKU", "Customer tier", "Nov 2026"]):
        sheet.write(2, column, title)
    sheet.write(2, 3, date(2026, 12, 1), xlwt.easyxf(num_format_str="MMM YYYY"))
    for row, (tier, units) in enumerate([("key", (100, 200)), ("retail", (10, 20.5))], 3):
        sheet.write(row, 0, "BAR")
        sheet.write(row, 1, tier)
        sheet.write(row, 2, units[0])
        sheet.write(row, 3, units[1])
    hidden = book.add_sheet("Old")
    hidden.visibility = 1
    hidden.write(0, 0, "SKU")
    hidden.write(0, 1, "Nov 2026")
    hidden.write(1, 0, "BAR")
    hidden.write(1, 1, 99)


PLAIN = old_workbook(forecast)
