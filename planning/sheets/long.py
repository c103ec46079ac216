"""Sheets with a row per number: keys, a month, a quantity, perhaps a unit of measure."""

from collections.abc import Iterable
from decimal import Decimal

from planning.sheets.collector import Collector
from planning.sheets.mapping import MappedColumn, Role
from planning.sheets.months import parse_day
from planning.sheets.periods import parse_span
from planning.sheets.vocabulary import is_total


def read_long(collector: Collector) -> None:
    """Rows under the header; a missing month or quantity column leaves nothing to read."""
    quantity = collector.mapping.column(Role.QUANTITY)
    month = collector.mapping.column(Role.MONTH)
    if quantity is None or month is None:
        return
    rows = list(collector.grid.below(collector.mapping.header))
    daily = is_daily(collector, rows, month)
    block = running = Decimal(0)
    for row in rows:
        if label := total_label(collector, row):
            stated = collector.number(row, quantity.index)
            if stated is not None:
                collector.total(
                    row=row,
                    column=quantity.index,
                    label=label,
                    stated=stated,
                    sums=(block, running),
                )
            block = Decimal(0)
            continue
        number = read_row(collector, row, quantity, month, daily=daily)
        block += number
        running += number


def read_row(
    collector: Collector, row: int, quantity: MappedColumn, month: MappedColumn, *, daily: bool
) -> Decimal:
    """The row's quantity, 0 where it has none."""
    number = collector.number(row, quantity.index)
    if number is None:
        return Decimal(0)
    cell = collector.grid.at(row, month.index)
    span = parse_span(cell, collector.known.fiscal)
    if span is None:
        observed = collector.grid.text(row, month.index)[:60] or "(blank)"
        collector.problem("R02", row, month.index, observed, "a month or week, such as 2026-11")
        return number
    collector.add(
        row=row,
        column=quantity.index,
        keys=collector.keys(row),
        span=span,
        quantity=number,
        day=parse_day(cell) if daily else None,
    )
    return number


def is_daily(collector: Collector, rows: Iterable[int], month: MappedColumn) -> bool:
    """Whether the dates fall on more than one day of the month."""
    days = (parse_day(collector.grid.at(row, month.index)) for row in rows)
    return len({day.day for day in days if day is not None}) > 1


def total_label(collector: Collector, row: int) -> str:
    texts = (
        collector.grid.text(row, column.index)
        for column in collector.mapping.columns
        if column.role in {Role.SKU, Role.TIER, Role.REGION, Role.MONTH}
    )
    return next((text for text in texts if is_total(text)), "")
