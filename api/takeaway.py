"""Tables to take away, as CSV or as a workbook, that no spreadsheet takes for a formula."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO

import xlsxwriter
from starlette.responses import Response
from xlsxwriter.worksheet import Worksheet

Cell = str | int | float | None
BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What spreadsheets compute when a cell begins with it, as OWASP lists them."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Takeaway:
    """`name` is the file's without its ending. Days and moments come as ISO 8601."""

    name: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def as_response(table: Takeaway, ending: str) -> Response:
    """The file to save; `ending` is csv or xlsx."""
    content, kind = (as_xlsx(table), XLSX) if ending == "xlsx" else (as_csv(table), "text/csv")
    headers = {"Content-Disposition": f'attachment; filename="{table.name}.{ending}"'}
    return Response(content, media_type=kind, headers=headers)


def as_csv(table: Takeaway) -> bytes:
    """UTF-8 with a mark by which spreadsheets know it."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.headings)
    for row in table.rows:
        writer.writerow([_harmless(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def _harmless(cell: Cell) -> Cell:
    """As a spreadsheet shows it rather than computes it.

    >>> _harmless("=1+1"), _harmless("Oat bars"), _harmless(-5)
    ("'=1+1", 'Oat bars', -5)
    """
    if isinstance(cell, str) and cell.startswith(BEGINS_A_FORMULA):
        return f"'{cell}"
    return cell


def as_xlsx(table: Takeaway) -> bytes:
    """Numbers as numbers; texts as texts, whatever they begin with."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True})
        for column, heading in enumerate(table.headings):
            sheet.write_string(0, column, heading, bold)
        for number, row in enumerate(table.rows, start=1):
            for column, cell in enumerate(row):
                _write(sheet, number, column, cell)
        sheet.freeze_panes(1, 0)
        sheet.autofit()
    return out.getvalue()


def _write(sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
    if isinstance(cell, int | float):
        sheet.write_number(row, column, cell)
    elif cell:
        sheet.write_string(row, column, cell)
