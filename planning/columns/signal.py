"""The demand signal of a long table: its regions' numbers added up, each with its rows."""

import polars as pl

from planning.columns.long_table import ROW
from planning.columns.taken_apart import Long


def demand_signal(long: Long) -> pl.DataFrame:
    """Units by SKU, tier and month over all regions; `rows` says where its parts stand."""
    numbers = long.numbers
    summed = (
        long.kept.lines.group_by("sku", "tier", "month")
        .agg(pl.col("units").sum(), (pl.col(ROW) + 1).alias("rows"))
        .sort("sku", "tier", "month")
    )
    months = pl.Series("month", numbers.months, dtype=pl.Date)
    return summed.with_columns(
        pl.Series("sku", numbers.skus, dtype=pl.String).gather(summed["sku"]),
        pl.Series("tier", numbers.tiers, dtype=pl.String).gather(summed["tier"]),
        months.gather(summed["month"]),
    )
