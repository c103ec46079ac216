"""A long table checked by itself: columns find the rows, the rules of `planning/checks/` speak.

Rows that no rule could object to are never made into lines. Whatever is found is found by the
same rules as in any other file, in the same order; a test holds the two ways against each other.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import polars as pl

from planning.checks.alone import lookalikes, no_numbers, slips
from planning.checks.check import Checked, MonthTotal, checked
from planning.checks.duplicates import single_lines
from planning.checks.expected import NOBODY, Expected
from planning.checks.facts import Facts, facts_of
from planning.checks.finding import Finding
from planning.checks.layout import layout_of
from planning.checks.money_as_units import named_currency
from planning.checks.numbers import fraction, fractional_sheet, negative
from planning.checks.patterns import copied_months
from planning.checks.reading_problems import reading_findings
from planning.checks.sent import sent_of
from planning.checks.spelling import GARBLED
from planning.columns.kept import (
    Kept,
    broken_counts,
    copied_regions,
    is_full_of_parts,
    kept_of,
    regions_in_order,
)
from planning.columns.long_table import ROW, LongTable
from planning.columns.numbers import Numbers, numbers_of
from planning.sheets.lines import SubmittedLine
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


def check_long(long: Long) -> Checked:
    """What the file says about itself."""
    facts = facts_of(Expected(company=NOBODY, region="", months=()))
    sheet = read_rows(long, _suspects(long))
    single = single_lines(sheet.lines, facts)
    findings = [
        *reading_findings((sheet,), facts, layout_of((sheet,))),
        *named_currency((sheet,)),
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


def _suspects(long: Long) -> pl.Series:
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


def _slip_totals(numbers: Numbers, kept: Kept) -> pl.DataFrame | None:
    alike = slips(numbers.skus)
    if not alike:
        return None
    codes = [numbers.skus.index(code) for code in alike]
    wanted = kept.lines.filter(pl.col("sku").is_in(codes)).sort("first")
    return wanted.group_by("region", "sku", maintain_order=True).agg(
        pl.col("units").sum(), pl.col(ROW).first(), pl.col("first").first()
    )


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
