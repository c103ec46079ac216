"""What moved between two versions of a company directory, of the tables a plan is made from."""

import csv
import io
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from planning.directory_header import HEADER_FILE
from planning.directory_keys import KEYS

PLANNED_FROM: Mapping[str, str] = {
    "stock": "On hand",
    "open_supply": "On order",
    "components": "Components, suppliers and lead times",
    "bom": "Recipes",
    "resources": "Lines and their hours",
    "items": "Items, prices and costs",
    "tiers": "Customer tiers and their contracts",
    "promotions": "Promotions",
    "routings": "Other lines",
    "sources": "Other suppliers",
    "alternates": "Alternate components",
    "substitutes": "Substitutes",
    "schedule": "Fixed schedule",
}
"""Tables as planners call them, what changes most often first."""
HEADER_SAYS = "Calendar, costs of stock and payment terms"
SHOWN_MOST = 3

Row = Mapping[str, str]


class CellMoved(NamedTuple):
    row: str
    """What the row stands for, such as a SKU."""
    column: str
    before: str
    """Empty where the row is new."""
    now: str
    """Empty where the row is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableNow:
    """One file a plan is made from: how many rows moved, and the first of them."""

    file: str
    says: str
    rows_moved: int
    moved: tuple[CellMoved, ...]


def tables_now(before: Mapping[str, str], now: Mapping[str, str]) -> tuple[TableNow, ...]:
    r"""Every table of either version, moved or not.

    >>> was, new = ({"stock.csv": f"code,quantity\nA,{n}\nB,1\n"} for n in (5, 4))
    >>> [(one.rows_moved, one.moved) for one in tables_now(was, new)]
    [(1, (CellMoved(row='A', column='quantity', before='5', now='4'),))]
    """
    found = [
        _compared(name, says, before.get(f"{name}.csv", ""), now.get(f"{name}.csv", ""))
        for name, says in PLANNED_FROM.items()
        if f"{name}.csv" in before or f"{name}.csv" in now
    ]
    if HEADER_FILE in before:
        moved = before[HEADER_FILE] != now.get(HEADER_FILE)
        found.append(TableNow(file=HEADER_FILE, says=HEADER_SAYS, rows_moved=int(moved), moved=()))
    return tuple(found)


def _compared(name: str, says: str, before: str, now: str) -> TableNow:
    if before == now:
        return TableNow(file=f"{name}.csv", says=says, rows_moved=0, moved=())
    then, today = _rows(name, before), _rows(name, now)
    keys = [key for key in {**then, **today} if then.get(key) != today.get(key)]
    cells = [cell for key in keys for cell in _cells(key, then.get(key), today.get(key))]
    return TableNow(
        file=f"{name}.csv", says=says, rows_moved=len(keys), moved=tuple(cells[:SHOWN_MOST])
    )


def _rows(name: str, text: str) -> dict[str, Row]:
    """By what a row stands for; where nothing does, by all of it, the same again counted."""
    seen: Counter[str] = Counter()
    found: dict[str, Row] = {}
    for row in csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))):
        key = " ".join(str(row.get(column) or "") for column in KEYS.get(name, tuple(row)))
        seen[key] += 1
        found[key if seen[key] == 1 else f"{key} ({seen[key]})"] = row
    return found


def _cells(key: str, before: Row | None, now: Row | None) -> list[CellMoved]:
    if before is None or now is None:
        return [CellMoved(key, "", "" if before is None else "there", "" if now is None else "new")]
    return [
        CellMoved(key, column, before.get(column) or "", now.get(column) or "")
        for column in {**before, **now}
        if before.get(column) != now.get(column)
    ]
