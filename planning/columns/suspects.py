"""Rows of a long table that a rule for single numbers may object to, and those rules point to."""

import polars as pl

from planning.checks.spelling import GARBLED
from planning.columns.kept import is_full_of_parts
from planning.columns.long_table import ROW
from planning.columns.numbers import Numbers
from planning.columns.taken_apart import Long


def suspects(long: Long) -> pl.Series:
    """Rows that a rule for single numbers may object to, and those that rules point to."""
    lines, numbers = long.kept.lines, long.numbers
    rows = [
        numbers.unreadable,
        numbers.unit_unknown,
        long.kept.repeated,
        lines.filter("negative")[ROW],
        numbers.lines[ROW].head(1),
        *([] if long.slips is None else [long.slips[ROW]]),
        *(one for one in (_garbled(numbers), _parts(long)) if one is not None),
    ]
    return pl.concat([series.cast(pl.UInt32) for series in rows])


def _garbled(numbers: Numbers) -> pl.Series | None:
    """The first line with such a text."""
    named = (("sku", numbers.skus), ("tier", numbers.tiers), ("region", numbers.regions))
    wrong = {
        column: [at for at, text in enumerate(texts) if GARBLED.search(text)]
        for column, texts in named
    }
    if not any(wrong.values()):
        return None
    any_wrong = pl.any_horizontal(pl.col(c).is_in(codes) for c, codes in wrong.items() if codes)
    return numbers.lines.filter(any_wrong)[ROW].head(1)


def _parts(long: Long) -> pl.Series | None:
    """Numbers that aren't whole; of a region that is full of them, the first."""
    rows: list[pl.Series] = []
    for region, (broken, numbers) in long.broken.items():
        parts = long.kept.of(region).filter("fraction").sort("first")[ROW]
        rows.append(parts.head(1) if is_full_of_parts(broken, numbers) else parts)
    return pl.concat(rows) if rows else None
