"""Tables to take away, as CSV or as a workbook, that no spreadsheet takes for a formula."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO

import xlsxwriter
from starlette.responses import Response
from xlsxwriter.worksheet import Worksheet

from planning.sheets.inert_csv import Value, inert_csv


class Ending(StrEnum):
    """Of the file's name; says which kind it is."""

    CSV = "csv"
    XLSX = "xlsx"


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Takeaway:
    """`name` is the file's without its ending. Days and moments come as ISO 8601."""

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Value]]


def as_response(table: Takeaway, ending: str) -> Response:
    """The file to save; `ending` is csv or xlsx."""
    content, kind = (
        (as_xlsx(table), XLSX)
        if ending == "xlsx"
        else (inert_csv(table.headings, table.rows), "text/csv")
    )
    headers = {"Content-Disposition": f'attachment; filename="{table.name}.{ending}"'}
    return Response(content, media_type=kind, headers=headers)


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


def _write(sheet: Worksheet, row: int, column: int, cell: Value) -> None:
    if isinstance(cell, int | float):
        sheet.write_number(row, column, cell)
    elif cell:
        sheet.write_string(row, column, cell)
