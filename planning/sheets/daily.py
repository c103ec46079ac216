"""Sheets with a row per day and a column per SKU, as shipping and order systems export them."""

import re

from planning.sheets.collector import Collector, Keys
from planning.sheets.mapping import MappedColumn, Role
from planning.sheets.months import parse_day
from planning.sheets.periods import month_span
from planning.sheets.vocabulary import fold

RENAMED_TWIN = re.compile(r"(.+)\.\d{1,2}")
"""pandas writes a second column of the same name as `NAME.1`."""


def read_daily(collector: Collector) -> None:
    columns = [c for c in collector.mapping.columns if c.role is Role.QUANTITY]
    keys = {column.index: keys_of(collector, column) for column in read_once(collector, columns)}
    for row in collector.grid.below(collector.mapping.header):
        day = parse_day(collector.grid.at(row, 0))
        if day is None:
            observed = collector.grid.text(row, 0)[:60] or "(blank)"
            collector.problem("R02", row, 0, observed, "a day, such as 2026-11-30")
            continue
        for column, names in keys.items():
            quantity = collector.number(row, column)
            if quantity is not None:
                collector.add(
                    row=row,
                    column=column,
                    keys=names,
                    span=month_span(day),
                    quantity=quantity,
                    day=day,
                )


def read_once(collector: Collector, columns: list[MappedColumn]) -> list[MappedColumn]:
    """Columns to read. A repeated title is named; a renamed twin is read under its own name."""
    titles = {column.title for column in columns}
    seen: set[str] = set()
    kept: list[MappedColumn] = []
    for column in columns:
        twin = RENAMED_TWIN.fullmatch(column.title)
        original = twin[1] if twin and twin[1] in titles else column.title
        if column.title in seen or original != column.title:
            collector.problem(
                "R03",
                collector.mapping.header,
                column.index,
                column.title,
                f"one column for {original}",
            )
        if column.title not in seen:
            kept.append(column)
        seen.add(column.title)
    return kept


def keys_of(collector: Collector, column: MappedColumn) -> Keys:
    known = collector.known
    return Keys(
        region=known.region,
        sku=known.skus.get(fold(column.title), column.title),
        tier="",
        uom=collector.mapping.uom,
    )
