"""A file of what happened, week by week, to quantities: a row a quantity, under one heading row."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from planning.actuals import Actual, ActualKind
from planning.calendar_weeks import monday_of
from planning.sheets.grid import Cell, CellRef, Grid, text_of
from planning.sheets.months import parse_day
from planning.sheets.numerals import DecimalMark, find_decimal_mark, parse_number
from planning.sheets.reading import read_grids

COLUMNS: Mapping[str, frozenset[str]] = {
    "week": frozenset({"week", "woche", "date", "datum", "day", "monday"}),
    "kind": frozenset({"kind", "what", "art", "type"}),
    "code": frozenset({"code", "sku", "item", "component", "artikel", "material"}),
    "quantity": frozenset({"quantity", "qty", "units", "menge", "actual"}),
}
"""Headings of each column, in small letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotRead:
    """One cell that says nothing we can take, and what is wanted there."""

    cell: CellRef
    read: str
    wanted: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadActuals:
    actuals: tuple[Actual, ...]
    problems: tuple[NotRead, ...]


def read_actuals(name: str, content: bytes, codes: frozenset[str]) -> ReadActuals:
    """Every sheet with the four headings. Raises a `FileRefused` where the file isn't one.

    `codes` are the company's items and components.
    """
    actuals: list[Actual] = []
    problems: list[NotRead] = []
    for grid in read_grids(name, content):
        columns = _columns(grid)
        if columns is None:
            wanted = f"the headings {', '.join(COLUMNS)}"
            problems.append(NotRead(cell=grid.ref(0, 0), read=grid.text(0, 0), wanted=wanted))
            continue
        numbers = [grid.at(row, columns["quantity"]) for row in grid.below(0)]
        mark = find_decimal_mark(numbers).mark
        for row in grid.below(0):
            found = _row(grid, row, columns, mark, codes)
            (actuals if isinstance(found, Actual) else problems).append(found)  # type: ignore[arg-type]
    return ReadActuals(actuals=tuple(actuals), problems=tuple(problems))


def _columns(grid: Grid) -> dict[str, int] | None:
    """By what they are; the first row is the heading."""
    heads = [text_of(cell).casefold() for cell in grid.rows[0]] if grid.rows else []
    found = {
        name: next((at for at, head in enumerate(heads) if head in words), None)
        for name, words in COLUMNS.items()
    }
    return None if None in found.values() else {n: at for n, at in found.items() if at is not None}


def _row(
    grid: Grid, row: int, columns: Mapping[str, int], mark: DecimalMark, codes: frozenset[str]
) -> Actual | NotRead:
    def missing(name: str, wanted: str) -> NotRead:
        at = columns[name]
        return NotRead(cell=grid.ref(row, at), read=grid.text(row, at), wanted=wanted)

    day = _day(grid.at(row, columns["week"]))
    if day is None:
        return missing("week", "a day of the week, such as 2026-11-09")
    kind = grid.text(row, columns["kind"]).casefold()
    if kind not in set(ActualKind):
        return missing("kind", f"one of {', '.join(ActualKind)}")
    code = grid.text(row, columns["code"])
    if code not in codes:
        return missing("code", "an item or a component of the company")
    quantity = parse_number(grid.at(row, columns["quantity"]), mark)
    if quantity is None or quantity < 0:
        return missing("quantity", "a quantity that isn't negative")
    return Actual(week=monday_of(day), kind=ActualKind(kind), code=code, quantity=round(quantity))


def _day(cell: Cell) -> date | None:
    return parse_day(cell)


def written_actuals(actuals: Sequence[Actual]) -> bytes:
    """The same file, as a plant's own system would write it."""
    return "\n".join(("week,kind,code,quantity", *_lines(actuals), "")).encode()


def _lines(actuals: Sequence[Actual]) -> Iterator[str]:
    return (f"{one.week},{one.kind.value},{one.code},{one.quantity}" for one in actuals)
