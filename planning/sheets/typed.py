"""Numbers typed into the grid of a page, and the table they make: read like any file that came."""

import csv
import io
import re
from collections.abc import Sequence

from planning.sheets.numerals import SPACES
from planning.sheets.prefilled import Prefilled

WHOLE = re.compile(r"\d{1,9}|\d{1,3}([.,])\d{3}(\1\d{3}){0,2}")
TITLES = ("SKU", "Customer tier", "Month", "Forecast (units)")


class NotWholeUnits(ValueError):
    """A cell isn't a whole number of units."""

    def __init__(self, at: int, typed: str) -> None:
        super().__init__(at, typed)
        self.at = at
        self.typed = typed


def whole_units(typed: str) -> int | None:
    """Units as people type them; None where the cell is blank. Raises ValueError.

    >>> whole_units("1 240"), whole_units("1.240"), whole_units("1,240"), whole_units(" ")
    (1240, 1240, 1240, None)
    """
    text = typed.translate(SPACES).strip()
    if not text:
        return None
    if not text.isascii() or not WHOLE.fullmatch(text):
        raise ValueError(typed)
    return int(text.replace(".", "").replace(",", ""))


def units_of(typed: Sequence[str]) -> tuple[int | None, ...]:
    """Every cell's units. Raises NotWholeUnits with the first that isn't a number."""
    found: list[int | None] = []
    for at, text in enumerate(typed):
        try:
            found.append(whole_units(text))
        except ValueError as unreadable:
            raise NotWholeUnits(at, text) from unreadable
    return tuple(found)


def table_of(filled: Prefilled, units: Sequence[int | None]) -> bytes:
    """A row per number, in UTF-8. A blank cell has none, as in any file."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(TITLES)
    for (sku, tier, month), number in zip(filled.cells, units, strict=True):
        if number is not None:
            table.writerow((sku, tier, f"{month:%Y-%m}", number))
    return out.getvalue().encode()
