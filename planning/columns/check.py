"""A long table checked by itself: columns find the rows, the rules of `planning/checks/` speak.

Rows that no rule could object to are never made into lines. Whatever is found is found by the
same rules as in any other file, in the same order; a test holds the two ways against each other.
"""

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from planning.checks.alone import lookalikes, no_numbers
from planning.checks.check import Checked, MonthTotal, checked
from planning.checks.currencies import named_currency
from planning.checks.duplicates import single_lines
from planning.checks.expected import NOBODY, Expected
from planning.checks.facts import Facts, facts_of
from planning.checks.finding import Finding
from planning.checks.layout import layout_of
from planning.checks.numbers import fraction, fractional_sheet, negative
from planning.checks.patterns import copied_months
from planning.checks.reading_problems import reading_findings
from planning.checks.sent import sent_of
from planning.columns.kept import (
    copied_regions,
    is_full_of_parts,
    regions_in_order,
)
from planning.columns.long_table import ROW
from planning.columns.suspects import suspects
from planning.columns.taken_apart import Long, read_rows
from planning.sheets.lines import SubmittedLine


def check_long(long: Long) -> Checked:
    """What the file says about itself."""
    facts = facts_of(Expected(company=NOBODY, region="", months=()))
    sheet = read_rows(long, suspects(long))
    single = single_lines(sheet.lines, facts)
    findings = [
        *reading_findings((sheet,), facts, layout_of((sheet,))),
        *named_currency((sheet,), None),
        *single.findings,
    ]
    by_row = {line.source.row: line for line in single.lines}
    by_region: dict[str, list[SubmittedLine]] = {}
    for line in single.lines:
        by_region.setdefault(line.region, []).append(line)
    copied = copied_regions(long.kept)
    for region in regions_in_order(long.kept):
        own = tuple(by_region.get(long.numbers.regions[region], ()))
        findings += _of_region(long, facts, region, own, by_row, copied=region in copied)
    if not findings and long.kept.lines.is_empty():
        findings = [no_numbers()]
    found = checked(findings, (), (sheet,))
    return replace(found, counted=long.kept.lines.height, by_month=_by_month(long))


def _of_region(
    long: Long,
    facts: Facts,
    region: int,
    own: tuple[SubmittedLine, ...],
    by_row: dict[int, SubmittedLine],
    *,
    copied: bool,
) -> Iterator[Finding]:
    """In the order of `check.number_findings`."""
    sent = sent_of(facts, own)
    yield from (one.finding for one in negative(sent))
    if copied:
        every = read_rows(long, long.kept.of(region)[ROW]).lines
        order = dict(long.kept.of(region).select(ROW, "first").iter_rows())
        placed = sorted(every, key=lambda line: order[line.source.row - 1])
        yield from (one.finding for one in copied_months(sent_of(facts, tuple(placed))))
    broken, numbers = long.broken.get(region, (0, 0))
    parts = [line for line in own if line.exact_units % 1]
    if is_full_of_parts(broken, numbers):
        yield fractional_sheet(sent, parts[0], broken, numbers).finding
    elif broken:
        yield from (fraction(sent, line).finding for line in parts)
    if long.slips is not None:
        mine = long.slips.filter(pl.col("region") == region).select(ROW, "units").iter_rows()
        summed = tuple(replace(by_row[row + 1], units=units) for row, units in mine)
        yield from lookalikes(replace(sent, lines=summed))


def _by_month(long: Long) -> tuple[MonthTotal, ...]:
    totals = long.kept.lines.group_by("month").agg(pl.col("units").sum()).sort("month")
    months: list[int] = totals["month"].to_list()
    units: list[int] = totals["units"].to_list()
    return tuple(
        MonthTotal(month=long.numbers.months[month], units=summed)
        for month, summed in zip(months, units, strict=True)
    )
