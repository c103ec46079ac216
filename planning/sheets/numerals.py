"""Numbers as people type them: 1.234,56 or 1,234.56, decided once for a whole file."""

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from math import isfinite
from typing import NamedTuple

from planning.sheets.grid import Cell

SPACES = str.maketrans("", "", " \u00a0\u202f\u2009'’")
FLOAT_DIGITS = 9
"""A spreadsheet's float noise (1949.000000000004) sits beyond the ninth decimal."""
MOST_DIGITS = 15
MOST_CHARACTERS = 30
CANDIDATE = re.compile(r"[+-]?[\d.,]+")
GROUPED = {
    ".": re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?"),
    ",": re.compile(r"[+-]?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?"),
}
GROUPED_BY_POINT = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}")


class DecimalMark(StrEnum):
    POINT = "."
    COMMA = ","


class MarkGuess(NamedTuple):
    mark: DecimalMark
    why: str


def find_decimal_mark(cells: Iterable[Cell]) -> MarkGuess:
    """Which mark the texts can only mean; the point where nothing tells.

    >>> find_decimal_mark(["1.234,5", "12"]).mark, find_decimal_mark(["1,234.5"]).mark
    (<DecimalMark.COMMA: ','>, <DecimalMark.POINT: '.'>)
    """
    votes = {DecimalMark.POINT: 0, DecimalMark.COMMA: 0}
    dotted = 0
    for cell in cells:
        if isinstance(cell, str) and CANDIDATE.fullmatch(text := cell.translate(SPACES)):
            dotted += bool(GROUPED_BY_POINT.fullmatch(text))
            for mark in DecimalMark:
                other = DecimalMark.COMMA if mark is DecimalMark.POINT else DecimalMark.POINT
                votes[mark] += bool(readable(text, mark) and not readable(text, other))
    point, comma = votes[DecimalMark.POINT], votes[DecimalMark.COMMA]
    if comma > point:
        return MarkGuess(DecimalMark.COMMA, f"{comma} numbers can only have a decimal comma")
    if point:
        return MarkGuess(DecimalMark.POINT, f"{point} numbers can only have a decimal point")
    if dotted > 0:
        # 1.234 reads both ways; whole units are likelier than exactly three decimals each time
        return MarkGuess(DecimalMark.COMMA, f"{dotted} numbers look grouped by points")
    return MarkGuess(DecimalMark.POINT, "no number tells; point assumed")


def readable(text: str, mark: DecimalMark) -> bool:
    return GROUPED[mark].fullmatch(text) is not None


def parse_number(cell: Cell, mark: DecimalMark) -> Decimal | None:
    """The cell's number, or None where it isn't one.

    >>> parse_number("1.234,50", DecimalMark.COMMA), parse_number("(12)", DecimalMark.POINT)
    (Decimal('1234.50'), Decimal('-12'))
    >>> parse_number("12k", DecimalMark.POINT) is None
    True
    """
    if isinstance(cell, str):
        return number_in_text(cell.translate(SPACES).strip(), mark)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return decimal_of(float(cell))
    return None


def number_in_text(text: str, mark: DecimalMark) -> Decimal | None:
    if text.startswith("(") and text.endswith(")"):
        text = f"-{text[1:-1]}"  # an accountant's negative
    if len(text) > MOST_CHARACTERS:
        return None
    if not readable(text, mark):
        return plain_float(text) if mark is DecimalMark.POINT else None
    group = "." if mark is DecimalMark.COMMA else ","
    return without_noise(Decimal(text.replace(group, "").replace(mark, ".")))


def decimal_of(number: float) -> Decimal | None:
    """A float without its noise; None for NaN and infinities."""
    if not isfinite(number) or abs(number) >= 10**MOST_DIGITS:
        return None
    return in_plain_digits(Decimal(repr(round(number, FLOAT_DIGITS))))


def without_noise(number: Decimal) -> Decimal:
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -FLOAT_DIGITS and number.adjusted() < MOST_DIGITS:
        return in_plain_digits(number.quantize(Decimal(1).scaleb(-FLOAT_DIGITS)))
    return number


def in_plain_digits(number: Decimal) -> Decimal:
    """Without trailing zeros, and without the exponent `normalize` gives 1200."""
    return number.quantize(Decimal(1)) if is_whole(number) else number.normalize()


def plain_float(text: str) -> Decimal | None:
    """`1.2e5`, as programs write it."""
    if "e" not in text.lower():
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    # 1e-999999999 is a number too, and written out it fills the memory
    return number if number.is_finite() and abs(number.adjusted()) < MOST_DIGITS else None


def is_whole(number: Decimal) -> bool:
    return number == number.to_integral_value()
