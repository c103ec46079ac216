"""The top of Erik's workbook: title, notes, quarters merged over their months, and the header."""

from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby
from typing import Any

from planning.company import Company
from runtime.halden_rows_nordics import months_of

KEYS = ("SKU", "Description", "Customer tier")
KEY_WIDTHS = (16, 30, 16)
GROUPS_ROW, HEADER_ROW = 4, 5
FIRST_MONTH = len(KEYS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The cell formats."""

    title: Any
    note: Any
    group: Any
    header: Any
    month: Any
    units: Any
    total: Any


def look_of(book: Any) -> Look:
    units = {"num_format": "#,##0"}
    header = {"bold": True, "bottom": 1, "bg_color": "#E8EDE4"}
    return Look(
        title=book.add_format({"bold": True, "font_size": 14}),
        note=book.add_format({"italic": True, "font_color": "#555555"}),
        group=book.add_format({"bold": True, "align": "center"}),
        header=book.add_format(header),
        month=book.add_format(header | {"num_format": "mmm yyyy", "align": "right"}),
        units=book.add_format(units),
        total=book.add_format(units | {"bold": True, "top": 1}),
    )


def write_heading(sheet: Any, look: Look, company: Company) -> None:
    """Everything above the numbers, which stays in view while they scroll."""
    months = months_of(company)
    last = FIRST_MONTH + len(months)
    sheet.merge_range(0, 0, 0, last, "Halden Foods: demand forecast Nordics", look.title)
    sheet.write(1, 0, "November 2026 cycle, in units, all customer tiers", look.note)
    sheet.write(2, 0, "Note: Oat Bars with the December promotion as agreed with Sales", look.note)
    write_quarters(sheet, look, months)
    sheet.write_row(HEADER_ROW, 0, KEYS, look.header)
    for column, month in enumerate(months, start=FIRST_MONTH):
        sheet.write_datetime(HEADER_ROW, column, datetime.combine(month, time.min), look.month)
    sheet.write(HEADER_ROW, last, "Total", look.header)
    for column, width in enumerate(KEY_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.set_column(FIRST_MONTH, last, 12)
    sheet.freeze_panes(HEADER_ROW + 1, FIRST_MONTH)


def write_quarters(sheet: Any, look: Look, months: tuple[date, ...]) -> None:
    column = FIRST_MONTH
    for quarter, inside in groupby(months, key=quarter_of):
        last = column + len(list(inside)) - 1
        if last > column:
            sheet.merge_range(GROUPS_ROW, column, GROUPS_ROW, last, quarter, look.group)
        else:
            sheet.write(GROUPS_ROW, column, quarter, look.group)
        column = last + 1


def quarter_of(month: date) -> str:
    """The month's quarter, as a heading says it.

    >>> quarter_of(date(2026, 12, 1)), quarter_of(date(2027, 1, 1))
    ('Q4 2026', 'Q1 2027')
    """
    return f"Q{(month.month + 2) // 3} {month.year}"
