"""R01 to R04, R06, R30: what reading ran into. R46: totals that aren't the sum of their parts."""

from decimal import Decimal

from planning import figures
from planning.checks.facts import Facts, Key
from planning.checks.finding import Finding, Severity
from planning.checks.layout import Layout
from planning.checks.spelling import garbled, other_mark
from planning.sheets.lines import Problem, StatedTotal, Uom
from planning.sheets.mapping import ReadSheet, Shape

KINDS = {
    "R01": ("no such column", "Add the column, or send the sheet that has it."),
    "R02": ("can't be read", "Write what is expected there, digits only for a number."),
    "R03": ("header twice", "Keep one column, delete or rename the other."),
    "R04": ("another decimal mark", "Write all numbers with the same decimal mark."),
    "R06": ("not certain how to read it", "Say on its page which it is; we ask once per layout."),
    "R30": ("no unit of measure", "Write “units” or “cases” in it."),
}
SAYS = {
    "R01": "We found “{observed}”, and need {expected}.",
    "R02": "“{observed}” stands where we expect {expected}.",
    "R03": "The header “{observed}” repeats one before it; we expect {expected}.",
    "R04": "“{observed}” has another decimal mark than the rest of the sheet.",
    "R06": "“{observed}” can be read in two ways; we need {expected}.",
    "R30": "“{observed}” is no unit of measure we know; write {expected}.",
}
ROUNDING = Decimal(1)
"""A total may be off by this much: its parts were rounded on their own."""


def reading_findings(sheets: tuple[ReadSheet, ...], facts: Facts, layout: Layout) -> list[Finding]:
    found = [
        problem_finding(sheet, problem, facts, layout)
        for sheet in sheets
        for problem in sheet.problems
    ]
    found += garbled(sheets)
    return found + [
        total_finding(total)
        for sheet in sheets
        for total in sheet.totals
        if abs(total.stated - total.summed) > ROUNDING
    ]


def unreadable_keys(sheets: tuple[ReadSheet, ...], layout: Layout) -> frozenset[Key]:
    """Numbers that are there and can't be read: they aren't missing as well."""
    keys = (layout.key_at(problem.source) for sheet in sheets for problem in sheet.problems)
    return frozenset(key for key in keys if key)


def problem_finding(sheet: ReadSheet, problem: Problem, facts: Facts, layout: Layout) -> Finding:
    mark = other_mark(sheet, problem)
    rule = "R04" if mark else problem.rule
    kind, fix = KINDS[rule]
    key = layout.key_at(problem.source) if problem.rule == "R02" else None
    units = facts.last.get(key) if key else None
    return Finding(
        rule=rule,
        severity=_severity(sheet, problem),
        source=problem.source,
        observed=problem.observed,
        expected=problem.expected,
        message=SAYS[rule].format(observed=problem.observed, expected=problem.expected),
        impact_units=units,
        impact_eur=facts.worth(key[0], units) if key and units is not None else None,
        kind=kind,
        fix=fix,
        keys=(key,) if key else (),
        correction=(mark,) if mark else (),
    )


def _severity(sheet: ReadSheet, problem: Problem) -> Severity:
    """A second column of the same SKU in a daily export is read under its own name."""
    daily = sheet.mapping is not None and sheet.mapping.shape is Shape.WIDE_DAYS
    return Severity.WARNING if problem.rule == "R03" and daily else Severity.BLOCKING


def total_finding(total: StatedTotal) -> Finding:
    off = total.stated - total.summed
    return Finding(
        rule="R46",
        severity=Severity.WARNING,
        source=total.source,
        observed=figures.number(total.stated),
        expected=figures.number(total.summed),
        message=f"“{total.label}” says {figures.number(total.stated)}, its parts add up to "
        f"{figures.number(total.summed)} {total.uom}.",
        impact_units=int(abs(off)) if total.uom is Uom.UNITS else None,
        impact_eur=None,
        kind="totals that aren't the sum",
        fix="Check whether a row was added, left out or overwritten; we plan with the parts.",
    )
