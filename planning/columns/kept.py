"""Which of a long table's lines count, and which rows a rule could object to."""

from dataclasses import dataclass

import polars as pl

from planning.checks.numbers import MANY, MANY_SHARE
from planning.checks.patterns import COPIED_SHARE, LEAST_NUMBERS
from planning.columns.long_table import ROW
from planning.columns.numbers import Numbers


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Kept:
    """One line a key, the last that has it, by key; `first` is the row its key first stands in."""

    lines: pl.DataFrame
    repeated: pl.Series
    """Every row of a key that stands twice."""

    def of(self, region: int) -> pl.DataFrame:
        return self.lines.filter(pl.col("region") == region)


def kept_of(numbers: Numbers) -> Kept:
    lines = numbers.lines
    if not lines["key"].is_sorted():
        lines = lines.sort("key", maintain_order=True)
    keys = lines["key"]
    again = keys == keys.shift(1)
    if not again.any():
        return Kept(lines=lines.with_columns(first=pl.col(ROW)), repeated=lines[ROW].clear())
    lines = lines.with_columns(first=pl.col(ROW).min().over("key"), count=pl.len().over("key"))
    return Kept(
        lines=lines.filter(pl.col("key") != pl.col("key").shift(-1).fill_null(2**63)),
        repeated=lines.filter(pl.col("count") > 1)[ROW],
    )


def regions_in_order(kept: Kept) -> list[int]:
    firsts = kept.lines.group_by("region").agg(pl.col("first").min()).sort("first")
    return firsts["region"].to_list()


def broken_counts(kept: Kept) -> dict[int, tuple[int, int]]:
    """By region: how many numbers aren't whole, of how many that aren't zero."""
    if not kept.lines["fraction"].any():
        return {}
    counted = kept.lines.group_by("region").agg(
        pl.col("fraction").sum(), (~pl.col("zero")).sum().alias("numbers")
    )
    return {region: (broken, of) for region, broken, of in counted.iter_rows() if broken}


def is_full_of_parts(broken: int, numbers: int) -> bool:
    return broken >= MANY and broken > MANY_SHARE * numbers


def copied_regions(kept: Kept) -> set[int]:
    """Where a month has most of its numbers from the month that comes before it there."""
    ranked = kept.lines.select(
        "region",
        "month",
        "units",
        series=pl.col("key") - pl.col("month"),
    )
    present = (
        ranked.select("region", "month")
        .unique()
        .sort("region", "month")
        .with_columns(before=pl.col("month").shift(1).over("region"))
    )
    pairs = ranked.with_columns(
        was=pl.when(pl.col("series") == pl.col("series").shift(1)).then(pl.col("units").shift(1)),
        then=pl.when(pl.col("series") == pl.col("series").shift(1)).then(pl.col("month").shift(1)),
    ).filter((pl.col("units") > 0) & pl.col("was").is_not_null())
    counted = pairs.group_by("region", "month", "then").agg(
        pairs=pl.len(), same=(pl.col("was") == pl.col("units")).sum()
    )
    found = counted.join(
        present, left_on=["region", "month", "then"], right_on=["region", "month", "before"]
    ).filter((pl.col("same") >= LEAST_NUMBERS) & (pl.col("same") >= COPIED_SHARE * pl.col("pairs")))
    return set(found["region"].to_list())
