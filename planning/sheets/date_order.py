"""Dates with slashes: 03/04/2026 is a day in March or in April, decided once for a sheet."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from planning.sheets.grid import Cell, Grid

SLASHED = re.compile(r"\s*(\d{1,2})[/-](\d{1,2})[/-](20\d\d)\s*")
MONTHS = 12


class DateOrder(StrEnum):
    NOT_NEEDED = "no date needs it"
    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


class OrderGuess(NamedTuple):
    order: DateOrder
    why: str
    unsure: str = ""
    """A date that reads both ways, where no other tells."""


def find_date_order(grid: Grid) -> OrderGuess:
    """From dates that read one way only; else from which way makes them all firsts of a month.

    >>> rows = (("03/14/2026",), ("04/05/2026",))
    >>> find_date_order(Grid(file="f", sheet="", rows=rows)).order
    <DateOrder.MONTH_FIRST: 'month first'>
    """
    found = list(slashed(cell for row in grid.rows for cell in row))
    if not found:
        return OrderGuess(DateOrder.NOT_NEEDED, "")
    firsts, seconds = {first for first, _, _ in found}, {second for _, second, _ in found}
    for order, days, others in (
        (DateOrder.DAY_FIRST, firsts, seconds),
        (DateOrder.MONTH_FIRST, seconds, firsts),
    ):
        if max(days) > MONTHS:
            return OrderGuess(order, "the day is over 12 in some")
        if days == {1} and len(others) > 1 and max(others) <= MONTHS:
            return OrderGuess(order, "so they are all firsts of a month")
    unlike = next((one for one in found if one[0] != one[1]), None)
    if unlike is None:
        return OrderGuess(DateOrder.DAY_FIRST, "it makes no difference")
    first, second, year = unlike
    return OrderGuess(DateOrder.DAY_FIRST, "assumed", f"{first:02}/{second:02}/{year}")


def slashed(cells: Iterable[Cell]) -> Iterator[tuple[int, int, int]]:
    for cell in cells:
        if isinstance(cell, str) and (match := SLASHED.fullmatch(cell)):
            yield int(match[1]), int(match[2]), int(match[3])


def dated(grid: Grid, order: DateOrder) -> Grid:
    """The same sheet, its slashed dates as dates; one that can't be stays a text."""
    if order is DateOrder.NOT_NEEDED:
        return grid
    rows = tuple(tuple(_dated(cell, order) for cell in row) for row in grid.rows)
    return replace(grid, rows=rows)


def _dated(cell: Cell, order: DateOrder) -> Cell:
    if not isinstance(cell, str) or (match := SLASHED.fullmatch(cell)) is None:
        return cell
    first, second, year = int(match[1]), int(match[2]), int(match[3])
    day, month = (first, second) if order is DateOrder.DAY_FIRST else (second, first)
    try:
        return date(year, month, day)
    except ValueError:
        return cell
