"""R40: negative. R41: a part of a unit."""

from collections import defaultdict

from planning import figures
from planning.checks.correction import CellChange, changed, in_own_unit
from planning.checks.finding import Severity
from planning.checks.sent import Found, Sent, about, as_written
from planning.sheets.lines import CURRENCIES, SubmittedLine, Uom
from planning.sheets.shares import round_half_up

MANY, MANY_SHARE = 20, 0.25
WEIGHTS = {Uom.KILOGRAMS, Uom.TONNES, *CURRENCIES}
"""They seldom come out at whole units."""


def negative(sent: Sent) -> list[Found]:
    return [
        about(
            sent,
            line,
            rule="R40",
            severity=Severity.BLOCKING,
            expected="0 or more",
            says=f"{as_written(line)} can't be sold; are these returns?",
            off_units=line.units,
            kind="below zero",
            fix="Write what customers will order; returns don't belong here.",
            correction=(changed(line, 0, "returns are no demand"),),
        )
        for line in sent.lines
        if line.quantity < 0
    ]


def fractional(sent: Sent) -> list[Found]:
    """Numbers that aren't whole units; a sheet that is full of them is asked about once."""
    sheets: dict[tuple[str, str], list[SubmittedLine]] = defaultdict(list)
    for line in sent.lines:
        if line.quantity and line.uom not in WEIGHTS:
            sheets[line.source.file, line.source.sheet].append(line)
    found: list[Found] = []
    for lines in sheets.values():
        broken = [*{line.source: line for line in lines if line.exact_units % 1}.values()]
        if len(broken) >= MANY and len(broken) > MANY_SHARE * len(lines):
            found.append(fractional_sheet(sent, broken[0], len(broken), len(lines)))
        else:
            found += [fraction(sent, line) for line in broken]
    return found


def fraction(sent: Sent, line: SubmittedLine) -> Found:
    units = figures.number(round_half_up(line.exact_units))
    return about(
        sent,
        line,
        rule="R41",
        severity=Severity.WARNING,
        expected=units,
        says=f"{figures.number(float(line.exact_units))} units; we read {units}.",
        off_units=0,
        kind="parts of a unit",
        fix="Round to whole units.",
        correction=_rounded(line),
    )


def _rounded(line: SubmittedLine) -> tuple[CellChange, ...]:
    """Its whole cell, of which the line may be one month's part."""
    whole = in_own_unit(line, round_half_up(line.exact_units))
    return () if whole is None else (changed(line, whole, "rounded to whole units"),)


def fractional_sheet(sent: Sent, first: SubmittedLine, broken: int, numbers: int) -> Found:
    """Once for so many of so many numbers, at the first of them."""
    return about(
        sent,
        first,
        rule="R41",
        severity=Severity.WARNING,
        expected="whole units",
        says=f"this one and {broken - 1:,} more of {numbers:,} numbers aren't whole; "
        "is the sheet in tonnes, money or thousands?",
        off_units=0,
        kind="a whole sheet of parts",
        fix="Send units or cases, or reply that these are.",
    )
