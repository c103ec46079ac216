"""A long table taken apart: what counts, and rows of it read as any file's are."""

from dataclasses import dataclass, replace

import polars as pl

from planning.checks.alone import slips
from planning.columns.kept import Kept, broken_counts, kept_of
from planning.columns.long_table import ROW, LongTable
from planning.columns.numbers import Numbers, numbers_of
from planning.sheets.mapping import ReadSheet
from planning.sheets.read_sheet import read_sheet
from planning.sheets.vocabulary import NOTHING_KNOWN


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Long:
    """A long table taken apart."""

    table: LongTable
    numbers: Numbers
    kept: Kept
    broken: dict[int, tuple[int, int]]
    """By region: how many numbers aren't whole, of how many."""
    slips: pl.DataFrame | None
    """Codes that differ from another by a letter for a digit, by region: units and place."""


def long_of(table: LongTable) -> Long | None:
    numbers = numbers_of(table)
    if numbers is None:
        return None
    kept = kept_of(numbers)
    return Long(
        table=table,
        numbers=numbers,
        kept=kept,
        broken=broken_counts(kept),
        slips=_slip_totals(numbers, kept),
    )


def _slip_totals(numbers: Numbers, kept: Kept) -> pl.DataFrame | None:
    alike = slips(numbers.skus)
    if not alike:
        return None
    codes = [numbers.skus.index(code) for code in alike]
    wanted = kept.lines.filter(pl.col("sku").is_in(codes)).sort("first")
    return wanted.group_by("region", "sku", maintain_order=True).agg(
        pl.col("units").sum(), pl.col(ROW).first(), pl.col("first").first()
    )


def read_rows(long: Long, rows: pl.Series) -> ReadSheet:
    """These rows as any file is read, each with its own place."""
    table = long.table
    rows = rows.unique().sort()
    sheet = read_sheet(table.grid(rows), NOTHING_KNOWN, table.mapping)
    head = len(table.head.rows)
    places = [*range(1, head + 1), *(row + 1 for row in rows)]
    return replace(
        sheet,
        lines=tuple(
            replace(one, source=replace(one.source, row=places[one.source.row - 1]))
            for one in sheet.lines
        ),
        problems=tuple(
            replace(one, source=replace(one.source, row=places[one.source.row - 1]))
            for one in sheet.problems
        ),
    )
