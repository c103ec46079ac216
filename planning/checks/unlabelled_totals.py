"""R05: a row that is the sum of the rows above it and isn't called a total."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from planning import figures
from planning.checks.correction import changed
from planning.checks.finding import Finding, Severity
from planning.sheets.lines import SubmittedLine
from planning.sheets.mapping import ReadSheet, Shape

LEAST_COLUMNS = 3
LEAST_NUMBER = 50
"""Small numbers add up by chance."""
MOST_ROWS = 500
Row = dict[int, Decimal]
"""By column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithoutTotals:
    sheets: tuple[ReadSheet, ...]
    findings: tuple[Finding, ...]


def without_totals(sheets: tuple[ReadSheet, ...], is_ours: Callable[[str], bool]) -> WithoutTotals:
    """The sheets less those rows. A row whose code is ours is no total, whatever it adds up to."""
    findings: list[Finding] = []
    kept: list[ReadSheet] = []
    for sheet in sheets:
        found = _totals(sheet, is_ours)
        findings += [_finding(lines, above) for lines, above in found.values()]
        rest = tuple(line for line in sheet.lines if line.source.row not in found)
        kept.append(replace(sheet, lines=rest) if found else sheet)
    return WithoutTotals(sheets=tuple(kept), findings=tuple(findings))


def _totals(
    sheet: ReadSheet, is_ours: Callable[[str], bool]
) -> dict[int, tuple[list[SubmittedLine], int]]:
    """Row number to its lines, and how many rows above they sum."""
    if sheet.mapping is None or sheet.mapping.shape is not Shape.WIDE_MONTHS:
        return {}
    rows: dict[int, list[SubmittedLine]] = {}
    for line in sheet.lines:
        rows.setdefault(line.source.row, []).append(line)
    found: dict[int, tuple[list[SubmittedLine], int]] = {}
    above: list[Row] = []
    for row, lines in rows.items():
        numbers = {line.source.column: line.quantity for line in lines}
        summed = 0 if is_ours(lines[0].sku) else _summed(numbers, above)
        if summed:
            found[row] = (lines, summed)
            above = []
        else:
            above = [*above[-MOST_ROWS:], numbers]
    return found


def _summed(row: Row, above: list[Row]) -> int:
    """How many of the rows above, two at least and the nearest first, add up to this one."""
    if len(row) < LEAST_COLUMNS or min(row.values()) <= 0 or max(row.values()) < LEAST_NUMBER:
        return 0
    sums = dict.fromkeys(row, Decimal(0))
    for back, other in enumerate(reversed(above), start=1):
        for column in sums:
            sums[column] += other.get(column, Decimal(0))
        if back > 1 and sums == row:
            return back
        if any(sums[column] > row[column] for column in sums):
            return 0
    return 0


def _finding(lines: list[SubmittedLine], above: int) -> Finding:
    first = lines[0]
    units = sum(line.units for line in lines)
    why = f"the sum of the {above} rows above"
    return Finding(
        rule="R05",
        severity=Severity.WARNING,
        source=first.source,
        observed=first.sku or "(blank)",
        expected="the word “total”, or a number of its own",
        message=f"“{first.sku or '(blank)'}” is the sum of the {above} rows above it "
        f"({figures.count(units, 'unit')}) and isn't called a total; we leave it out.",
        impact_units=units,
        impact_eur=None,
        kind="totals that aren't called so",
        fix="Write “total” before it, or delete the row.",
        correction=tuple(changed(line, None, why) for line in lines),
    )
