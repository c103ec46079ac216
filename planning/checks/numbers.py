"""R40: negative. R41: a part of a unit. R31: sent in another unit of measure."""

from collections import defaultdict
from math import log

from planning import figures
from planning.checks.expected import Key
from planning.checks.finding import Severity
from planning.checks.sent import Found, Sent, about, as_written
from planning.sheets.lines import SubmittedLine, Uom

NEAR = log(1.4)
"""How far from a conversion factor a ratio may be: history and forecast both stray."""
LEAST_FACTOR = 4
LEAST_USUAL_UNITS = 50
MANY, MANY_SHARE = 20, 0.25
THOUSAND = 1000
CASES_AS_UNITS, UNITS_AS_CASES = "cases sent as units", "units sent as cases"
THOUSANDS_AS_UNITS = "thousands sent as units"
UNIT_FIXES = {
    CASES_AS_UNITS: "Multiply by the units in a case, or say “cases” in the file.",
    UNITS_AS_CASES: "Divide by the units in a case, or say “units” in the file.",
    THOUSANDS_AS_UNITS: "Write the numbers out, not in thousands.",
}


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
        )
        for line in sent.lines
        if line.quantity < 0
    ]


def fractional(sent: Sent) -> list[Found]:
    """Numbers that aren't whole units; a sheet that is full of them is asked about once."""
    sheets: dict[tuple[str, str], list[SubmittedLine]] = defaultdict(list)
    for line in sent.lines:
        if line.quantity:
            sheets[line.source.file, line.source.sheet].append(line)
    found: list[Found] = []
    for lines in sheets.values():
        broken = [line for line in lines if line.exact_units % 1]
        if len(broken) >= MANY and len(broken) > MANY_SHARE * len(lines):
            found.append(_fractional_sheet(sent, broken, len(lines)))
        else:
            found += [_fraction(sent, line) for line in broken]
    return found


def _fraction(sent: Sent, line: SubmittedLine) -> Found:
    units = figures.number(line.units)
    return about(
        sent,
        line,
        rule="R41",
        severity=Severity.WARNING,
        expected=units,
        says=f"{figures.number(line.exact_units)} units; we read {units}.",
        off_units=0,
        kind="parts of a unit",
        fix="Round to whole units.",
    )


def _fractional_sheet(sent: Sent, broken: list[SubmittedLine], numbers: int) -> Found:
    return about(
        sent,
        broken[0],
        rule="R41",
        severity=Severity.WARNING,
        expected="whole units",
        says=f"this one and {len(broken) - 1:,} more of {numbers:,} numbers aren't whole; "
        "is the sheet in tonnes, money or thousands?",
        off_units=0,
        kind="a whole sheet of parts",
        fix="Send units or cases, or reply that these are.",
    )


def wrong_unit(sent: Sent) -> list[Found]:
    """Numbers whose ratio to the usual is a conversion factor.

    Cases sent as units sit near usual / case size, thousands near usual / 1,000; units sent in
    a file that says cases come out at usual · case size.
    """
    found: list[Found] = []
    for key, number in sent.numbers.items():
        usual = sent.usual.get(key)
        if usual is None or number.units <= 0 or usual.units < LEAST_USUAL_UNITS:
            continue
        ratio = log(number.units / usual.units)
        found += [
            _suspected(sent, key, factor, kind)
            for factor, kind in _suspects(sent, key)
            if abs(ratio - log(factor)) < NEAR
        ]
    return found


def _suspects(sent: Sent, key: Key) -> list[tuple[float, str]]:
    number = sent.numbers[key]
    per_case = sent.facts.items[key[0]].units_per_case
    suspects: list[tuple[float, str]] = []
    if number.line.uom is Uom.UNITS:
        if per_case >= LEAST_FACTOR:
            suspects.append((1 / per_case, CASES_AS_UNITS))
        suspects.append((1 / THOUSAND, THOUSANDS_AS_UNITS))
    elif per_case >= LEAST_FACTOR:
        suspects.append((per_case, UNITS_AS_CASES))
    return suspects


def _suspected(sent: Sent, key: Key, factor: float, kind: str) -> Found:
    number, usual = sent.numbers[key], sent.usual[key]
    times = f"1/{round(1 / factor):,}" if factor < 1 else f"{round(factor):,} times"
    return about(
        sent,
        number.line,
        rule="R31",
        severity=Severity.BLOCKING,
        expected=f"about {figures.number(rough(usual.units))} units",
        says=f"{as_units(number.units)} is about {times} of the usual "
        f"{figures.number(rough(usual.units))}; these look like {kind}.",
        off_units=round(number.units / factor) - number.units,
        kind=kind,
        fix=UNIT_FIXES[kind],
    )


def as_units(units: int) -> str:
    return figures.count(units, "unit")


def rough(units: float) -> int:
    """Two figures: an expectation isn't more exact than that.

    >>> rough(41234.5), rough(87.2), rough(3.4)
    (41000, 87, 3)
    """
    size = max(round(units), 0)
    step = int(10 ** max(len(str(size)) - 2, 0))
    return round(size / step) * step
