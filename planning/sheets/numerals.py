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
GROUPED_ONCE = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")


class DecimalMark(StrEnum):
    POINT = "."
    COMMA = ","


class MarkGuess(NamedTuple):
    mark: DecimalMark
    why: str
    unsure: tuple[str, ...] = ()
    """The numbers that read both ways, where no other tells: 1.234 and 1,234."""


class Votes(NamedTuple):
    point: int
    comma: int
    both: tuple[str, ...]
    """Texts that read both ways."""


def find_decimal_mark(cells: Iterable[Cell], beside: Iterable[Cell] = ()) -> MarkGuess:
    """Which mark the texts can only mean; those `beside` them are asked where none tells.

    >>> find_decimal_mark(["1.234,5", "12"]).mark, find_decimal_mark(["1,234.5"]).mark
    (<DecimalMark.COMMA: ','>, <DecimalMark.POINT: '.'>)
    >>> find_decimal_mark(["1.234"], beside=["0,50"]).why
    '1 other number can only have a decimal comma'
    """
    votes = votes_of(cells)
    if found := decided(votes, "number"):
        return found
    if found := decided(votes_of(beside), "other number"):
        return found
    if not votes.both:
        return MarkGuess(DecimalMark.POINT, "no number tells; point assumed")
    # 1.234 reads both ways; whole units are likelier than exactly three decimals each time
    grouped = sum("." in text for text in votes.both)
    if 2 * grouped > len(votes.both):
        return MarkGuess(DecimalMark.COMMA, f"{grouped} numbers look grouped by points", votes.both)
    commas = len(votes.both) - grouped
    return MarkGuess(DecimalMark.POINT, f"{commas} numbers look grouped by commas", votes.both)


def votes_of(cells: Iterable[Cell]) -> Votes:
    counts = {DecimalMark.POINT: 0, DecimalMark.COMMA: 0}
    both: list[str] = []
    for cell in cells:
        if isinstance(cell, str) and CANDIDATE.fullmatch(text := cell.translate(SPACES)):
            readings = [mark for mark in DecimalMark if readable(text, mark)]
            if len(readings) == 1:
                counts[readings[0]] += 1
            elif GROUPED_ONCE.fullmatch(text):
                both.append(text)
    return Votes(counts[DecimalMark.POINT], counts[DecimalMark.COMMA], tuple(both))


def decided(votes: Votes, noun: str) -> MarkGuess | None:
    if votes.point == votes.comma == 0:
        return None
    mark = DecimalMark.COMMA if votes.comma > votes.point else DecimalMark.POINT
    count = max(votes.comma, votes.point)
    name = "comma" if mark is DecimalMark.COMMA else "point"
    return MarkGuess(mark, f"{count} {noun}{'s' * (count > 1)} can only have a decimal {name}")


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
