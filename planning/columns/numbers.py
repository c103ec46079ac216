"""A long table's numbers with their keys as integers: what each row says, or why it doesn't."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import polars as pl

from planning.checks.numbers import WEIGHTS
from planning.columns.long_table import ROW, LongTable
from planning.sheets.mapping import Role
from planning.sheets.months import parse_day, parse_month
from planning.sheets.numerals import parse_number
from planning.sheets.periods import parse_span
from planning.sheets.vocabulary import is_total, uom_in

KEYS = (Role.REGION, Role.SKU, Role.TIER)
MOST = 2**62


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Numbers:
    """One line a number that can be planned with, in the file's order."""

    lines: pl.DataFrame
    """row, key, region, sku, month (codes), units, negative, fraction, zero."""
    regions: list[str]
    skus: list[str]
    tiers: list[str]
    months: list[date]
    unreadable: pl.Series
    """Rows whose number or month can't be read."""
    unit_unknown: pl.Series


def numbers_of(table: LongTable) -> Numbers | None:
    """None where a row is a total, a day or a week, counts by weight, or is out of all bounds."""
    months = _Coded.of(table.texts(Role.MONTH))
    keys = {role: _Coded.of(table.texts(role), table.cells.height) for role in KEYS}
    texts = [text for coded in (months, *keys.values()) for text in coded.texts]
    days = {day.day for text in months.texts if (day := parse_day(text)) is not None}
    if len(days) > 1 or any(map(is_total, texts)) or _is_by_weight(table):
        return None
    if any(span is not None and not span.is_month for span in map(parse_span, months.texts)):
        return None
    starts = [parse_month(text) for text in months.texts]
    known = sorted({start for start in starts if start is not None})
    rank = [None if start is None else known.index(start) for start in starts]
    said = _quantities(table)
    regions, skus, tiers = (keys[role] for role in KEYS)
    sizes = len(regions.texts) * len(skus.texts) * len(tiers.texts) * max(len(known), 1)
    if said is None or sizes > MOST:
        return None
    frame = said.with_columns(
        table.cells[ROW],
        region=regions.codes,
        sku=skus.codes,
        tier=tiers.codes,
        month=months.mapped(rank, pl.UInt32),
        unit=_units_known(table),
    )
    lines = frame.filter(pl.col("units").is_not_null() & pl.col("month").is_not_null())
    bad = pl.col("bad") | (pl.col("units").is_not_null() & pl.col("month").is_null())
    return Numbers(
        lines=lines.with_columns(key=_key(len(skus.texts), len(tiers.texts), len(known))),
        regions=regions.texts,
        skus=skus.texts,
        tiers=tiers.texts,
        months=known,
        unreadable=frame.filter(bad)[ROW],
        unit_unknown=lines.filter(~pl.col("unit"))[ROW],
    )


def _is_by_weight(table: LongTable) -> bool:
    texts = table.texts(Role.UOM)
    words = [] if texts is None else _Coded.of(texts).texts
    return not WEIGHTS.isdisjoint({table.mapping.uom, *map(uom_in, words)})


def _key(skus: int, tiers: int, months: int) -> pl.Expr:
    wide = pl.col("region").cast(pl.UInt64)
    return ((wide * skus + pl.col("sku")) * tiers + pl.col("tier")) * months + pl.col("month")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Coded:
    """Texts by the order they first stand in, and each row's text by its place there."""

    texts: list[str]
    codes: pl.Series

    @classmethod
    def of(cls, texts: pl.Series | None, height: int = 0) -> "_Coded":
        """A blank, or a column that isn't there, is the empty text."""
        if texts is None:
            return cls(texts=[""], codes=pl.zeros(height, pl.UInt32, eager=True))
        filled = texts.fill_null("") if texts.null_count() else texts
        distinct = filled.unique(maintain_order=True)
        kind = pl.Enum(distinct)
        return cls(texts=distinct.to_list(), codes=filled.cast(kind).to_physical().cast(pl.UInt32))

    def mapped(self, values: list[int | None], kind: type[pl.DataType]) -> pl.Series:
        return pl.Series(values, dtype=kind).gather(self.codes)


def _units_known(table: LongTable) -> pl.Series:
    """Whether each row's unit of measure is one we know; without a column the sheet's is."""
    texts = table.texts(Role.UOM)
    if texts is None:
        return pl.repeat(value=True, n=table.cells.height, dtype=pl.Boolean, eager=True)
    coded = _Coded.of(texts)
    known = pl.Series([uom_in(text) is not None for text in coded.texts], dtype=pl.Boolean)
    return known.gather(coded.codes)


def _quantities(table: LongTable) -> pl.DataFrame | None:
    """Whole numbers by column; whatever else stands there once for each way it is written."""
    texts = table.texts(Role.QUANTITY)
    assert texts is not None
    whole = texts.cast(pl.Int64, strict=False)
    plain = pl.DataFrame({"text": texts, "units": whole}).with_columns(
        odd=pl.col("text").is_not_null() & pl.col("units").is_null()
    )
    if not plain["odd"].any():
        return _flagged(plain)
    odd = _odd(plain.filter("odd")["text"].unique().to_list(), table)
    return None if odd is None else _flagged(plain, odd)


def _odd(texts: list[str], table: LongTable) -> pl.DataFrame | None:
    mark = table.mapping.decimal_mark
    numbers = [parse_number(text, mark) for text in texts]
    units = [None if n is None else int(n.to_integral_value(ROUND_HALF_UP)) for n in numbers]
    if any(one is not None and abs(one) > MOST for one in units):
        return None

    def so(holds: Callable[[Decimal], bool]) -> list[bool]:
        return [number is not None and holds(number) for number in numbers]

    return pl.DataFrame(
        {
            "text": texts,
            "odd_units": units,
            "odd_negative": so(lambda number: number < 0),
            "fraction": so(lambda number: bool(number % 1)),
            "odd_zero": so(lambda number: not number),
        },
        schema_overrides={"odd_units": pl.Int64},
    )


def _flagged(plain: pl.DataFrame, odd: pl.DataFrame | None = None) -> pl.DataFrame:
    """units, negative, fraction, zero; `bad` where text is no number."""
    if odd is None:
        return plain.select(
            "units",
            negative=pl.col("units") < 0,
            fraction=pl.lit(value=False),
            zero=pl.col("units") == 0,
            bad=pl.lit(value=False),
        )
    joined = plain.join(odd, on="text", how="left", maintain_order="left")
    return joined.select(
        units=pl.coalesce("units", "odd_units"),
        negative=pl.coalesce(pl.col("units") < 0, "odd_negative"),
        fraction=pl.col("fraction").fill_null(value=False),
        zero=pl.coalesce(pl.col("units") == 0, "odd_zero"),
        bad=pl.col("odd") & pl.col("odd_units").is_null(),
    )
