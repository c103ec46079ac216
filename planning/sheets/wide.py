"""Sheets with a column per month: keys at the left, subtotals between, totals at the right."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from decimal import Decimal

from planning.sheets.collector import Collector, Keys
from planning.sheets.mapping import Period, Role
from planning.sheets.vocabulary import is_total

MONTH = 28
"""Days: weeks are shorter."""
Sums = defaultdict[int, Decimal]


def empty_sums() -> Sums:
    return defaultdict(Decimal)


@dataclass(slots=True)
class RunningSums:
    """By column: since the last subtotal, and from the top. Subtotals themselves add nothing."""

    block: Sums = field(default_factory=empty_sums)
    all: Sums = field(default_factory=empty_sums)

    def add(self, column: int, quantity: Decimal) -> None:
        self.block[column] += quantity
        self.all[column] += quantity


def read_wide(collector: Collector) -> None:
    """Rows under the header, each of them keys and a number a month."""
    periods = unique_periods(collector)
    sums = RunningSums()
    sku = ""
    for row in collector.grid.below(collector.mapping.header):
        label = total_label(collector, row)
        if label:
            read_total_row(collector, row, label, periods, sums)
            continue
        keys = collector.keys(row)
        sku = keys.sku or sku
        if not keys.sku and keys.tier:
            # a merged SKU cell stands in its first row only
            keys = replace(keys, sku=sku)
        read_row(collector, row, keys, periods, sums)


def read_row(
    collector: Collector, row: int, keys: Keys, periods: list[Period], sums: RunningSums
) -> None:
    total = Decimal(0)
    filled = False
    for period in periods:
        quantity = collector.number(row, period.index)
        if quantity is None:
            continue
        filled = True
        total += quantity
        sums.add(period.index, quantity)
        collector.add(row=row, column=period.index, keys=keys, span=period.span, quantity=quantity)
    if filled:
        read_total_columns(collector, row, total, sums)


def read_total_columns(collector: Collector, row: int, total: Decimal, sums: RunningSums) -> None:
    for column in collector.mapping.columns:
        if column.role is Role.TOTAL:
            stated = collector.number(row, column.index)
            if stated is not None:
                sums.add(column.index, stated)
                collector.total(
                    row=row, column=column.index, label=column.title, stated=stated, sums=(total,)
                )


def read_total_row(
    collector: Collector, row: int, label: str, periods: list[Period], sums: RunningSums
) -> None:
    columns = [period.index for period in periods]
    columns += [c.index for c in collector.mapping.columns if c.role is Role.TOTAL]
    for column in columns:
        stated = collector.number(row, column)
        if stated is not None:
            candidates = (sums.block[column], sums.all[column])
            collector.total(row=row, column=column, label=label, stated=stated, sums=candidates)
    sums.block = empty_sums()


def unique_periods(collector: Collector) -> list[Period]:
    """One column for a day; another that holds it too is named, and not read.

    Of a month and its weeks, the weeks are read.
    """
    kept: list[Period] = []
    shortest_first = sorted(
        collector.mapping.periods, key=lambda one: (one.span.ends - one.span.first).days >= MONTH
    )
    for period in shortest_first:
        earlier = next((one for one in kept if one.span.overlaps(period.span)), None)
        if earlier is None:
            kept.append(period)
            continue
        collector.problem(
            "R03",
            collector.mapping.header,
            period.index,
            period.title,
            f"{said(period)} once; column “{earlier.title}” is read",
        )
    return sorted(kept, key=lambda one: one.index)


def said(period: Period) -> str:
    return f"{period.month:%b %Y}" if period.span.is_month else period.title


def total_label(collector: Collector, row: int) -> str:
    """The text that marks a row as a total, anywhere left of the first month."""
    first = min((period.index for period in collector.mapping.periods), default=1)
    texts = (collector.grid.text(row, column) for column in range(first))
    return next((text for text in texts if text and is_total(text)), "")
