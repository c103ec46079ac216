"""What a sheet leaves open and only its sender can say. Nothing of it is guessed in silence."""

import re
from collections.abc import Iterator
from collections.abc import Mapping as Known

from planning.sheets.date_order import OrderGuess
from planning.sheets.grid import Grid
from planning.sheets.lines import Uom
from planning.sheets.mapping import Doubt, MappedColumn, Mapping, Role, Shape
from planning.sheets.roles import SAMPLE_ROWS, column_cells, is_number
from planning.sheets.vocabulary import HEADER_WORDS, Vocabulary, fold, words

ENOUGH = 4
"""So many numbers with exactly three digits after their only mark are thousands, in whole units."""
MONEY = re.compile(
    r"[€$£]|\b(?:eur|usd|gbp|sek|dkk|nok|chf|pln|price|preis|precio|pris|value|wert|valor|cost"
    r"|kosten|revenue|turnover|umsatz)\b",
    re.IGNORECASE,
)
WHOLE = frozenset({Uom.UNITS, Uom.CASES, Uom.PALLETS})


def doubts_of(
    grid: Grid,
    mapping: Mapping,
    known: Vocabulary,
    unsure_numbers: tuple[str, ...],
    order: OrderGuess,
) -> tuple[Doubt, ...]:
    found = [*_decimal_mark(mapping, unsure_numbers), *_dates(mapping, order)]
    return (*found, *_second_quantity(grid, mapping), *_second_key(grid, mapping, known))


def _decimal_mark(mapping: Mapping, unsure: tuple[str, ...]) -> Iterator[Doubt]:
    one_way = len({"." in text for text in unsure}) == 1
    if unsure and not (mapping.uom in WHOLE and one_way and len(unsure) >= ENOUGH):
        whole = unsure[0].replace(".", "").replace(",", "")
        expected = f"to know whether this is {int(whole):,} or {int(whole) / 1000:g}"
        yield Doubt(index=0, observed=unsure[0], expected=expected)


def _dates(mapping: Mapping, order: OrderGuess) -> Iterator[Doubt]:
    reads_dates = mapping.column(Role.MONTH) or mapping.column(Role.DAY) or mapping.periods
    if order.unsure and reads_dates:
        expected = "to know whether the day or the month comes first"
        yield Doubt(index=0, observed=order.unsure, expected=expected)


def _second_quantity(grid: Grid, mapping: Mapping) -> Iterator[Doubt]:
    """Another column of numbers that is titled as well as the one we read."""
    read = mapping.column(Role.QUANTITY)
    if mapping.shape is not Shape.LONG or read is None:
        return
    for other in mapping.columns:
        if (
            other.role is Role.IGNORED
            and set(words(other.title)) & HEADER_WORDS["quantity"]
            and not MONEY.search(other.title)
            and holds_other_numbers(grid, mapping.header, read, other)
        ):
            expected = f"to know whether “{read.title}” or “{other.title}” holds the forecast"
            yield Doubt(index=other.index, observed=other.title, expected=expected)


def holds_other_numbers(grid: Grid, header: int, read: MappedColumn, other: MappedColumn) -> bool:
    numbers = column_cells(grid, header, other.index)
    if not numbers or not all(map(is_number, numbers)):
        return False
    return numbers != column_cells(grid, header, read.index)


def _second_key(grid: Grid, mapping: Mapping, known: Vocabulary) -> Iterator[Doubt]:
    """Another column that is full of codes we know, and other ones than the one we read."""
    kinds: tuple[tuple[Role, Known[str, str]], ...] = (
        (Role.SKU, known.skus),
        (Role.TIER, known.tiers),
        (Role.REGION, known.regions),
    )
    for role, codes in kinds:
        read = mapping.column(role)
        for other in mapping.columns:
            if read is None or other.role is not Role.IGNORED:
                continue
            if _contradict(grid, mapping.header, (read.index, other.index), codes):
                expected = f"to know whether “{read.title}” or “{other.title}” is the {role}"
                yield Doubt(index=other.index, observed=other.title, expected=expected)


def _contradict(grid: Grid, header: int, columns: tuple[int, int], known: Known[str, str]) -> bool:
    """Whether both are full of codes or names we know, and not of the same ones."""
    rows = range(header + 1, min(len(grid.rows), header + 1 + SAMPLE_ROWS))
    said = [tuple(grid.text(row, column) for column in columns) for row in rows]
    for at in range(len(columns)):
        texts = [pair[at] for pair in said if pair[at]]
        if 2 * sum(fold(text) in known for text in texts) <= len(texts):
            return False
    pairs = ((known.get(fold(first)), known.get(fold(second))) for first, second in said)
    return any(first and second and first != second for first, second in pairs)
