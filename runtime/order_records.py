"""Order records on disk, a CSV file per flow; the company inferred from them, as a directory."""

import csv
import re
from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path

from planning.inferred import Inferred
from planning.records import Daily, OrderRecords
from planning.sheets.daily import RENAMED_TWIN
from planning.sheets.read_sheet import read_sheets
from planning.sheets.reading import read_grids
from planning.sheets.vocabulary import NOTHING_KNOWN
from runtime.company_files import save_company

ORDERED_FILE = "sales_order_unit.csv"
MADE_FILE = "production_unit.csv"
ISSUED_FILE = "factory_issue_unit.csv"
GROUPS_FILE = "product_groups.csv"
MANIFEST_FILE = "assumed.csv"
"""Beside the company's own files: what in them no record states."""


def load_records(folder: Path) -> OrderRecords:
    """The folder's four files; every column of the first three is an item."""
    ordered = _daily(folder / ORDERED_FILE)
    return OrderRecords(
        ordered=ordered,
        made=_daily(folder / MADE_FILE),
        issued=_daily(folder / ISSUED_FILE),
        groups=_groups(folder / GROUPS_FILE, ordered),
    )


def save_inferred(inferred: Inferred, directory: Path) -> None:
    """The company directory, and the list of what is inferred or assumed in it."""
    save_company(inferred.company, directory)
    with (directory / MANIFEST_FILE).open("w", encoding="utf-8", newline="") as text:
        rows = csv.writer(text, lineterminator="\n")
        rows.writerow(("what", "value", "basis", "why"))
        rows.writerows((each.what, each.value, each.basis, each.why) for each in inferred.manifest)


def _daily(path: Path) -> Daily:
    sheets = read_sheets(read_grids(path.name, path.read_bytes()), NOTHING_KNOWN)
    quantities: dict[str, dict[date, Decimal]] = defaultdict(dict)
    for line in (line for sheet in sheets for line in sheet.lines):
        if line.day is not None:
            quantities[line.sku][line.day] = line.quantity
    return dict(quantities)


def _groups(path: Path, ordered: Daily) -> dict[str, str]:
    """An item's group; a column renamed for standing twice belongs where its name does."""
    with path.open(encoding="utf-8", newline="") as lines:
        listed = {row["Node"].strip(): row["Group"].strip() for row in csv.DictReader(lines)}
    return {sku: listed[_own_name(sku, listed)] for sku in ordered}


def _own_name(sku: str, listed: dict[str, str]) -> str:
    twin = re.fullmatch(RENAMED_TWIN, sku)
    return sku if sku in listed or twin is None else twin[1]
