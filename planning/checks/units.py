"""R31: numbers sent in another unit of measure."""

from math import log

from planning import figures
from planning.checks.correction import CellChange, monthly
from planning.checks.facts import Key
from planning.checks.finding import Severity
from planning.checks.season import rough
from planning.checks.sent import Found, Sent, about
from planning.sheets.lines import SubmittedLine, Uom

NEAR = log(1.4)
"""How far from a conversion factor a ratio may be: history and forecast both stray."""
LEAST_FACTOR = 4
LEAST_USUAL_UNITS = 50
THOUSAND = 1000
CASES_AS_UNITS, UNITS_AS_CASES = "cases sent as units", "units sent as cases"
THOUSANDS_AS_UNITS = "thousands sent as units"
UNIT_FIXES = {
    CASES_AS_UNITS: "Multiply by the units in a case, or say “cases” in the file.",
    UNITS_AS_CASES: "Divide by the units in a case, or say “units” in the file.",
    THOUSANDS_AS_UNITS: "Write the numbers out, not in thousands.",
}


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
    elif number.line.uom is Uom.CASES and per_case >= LEAST_FACTOR:
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
        correction=_converted(number.line, factor, kind),
    )


def _converted(line: SubmittedLine, factor: float, kind: str) -> tuple[CellChange, ...]:
    """The number as it would stand in the unit the file claims; nothing for a part of a case."""
    times = round(1 / factor) if factor < 1 else round(factor)
    if kind == UNITS_AS_CASES:
        cases, rest = divmod(line.quantity, times)
        return () if rest else monthly(line, cases, f"units, {times:,} to a case")
    why = f"thousands ({times:,} units each)" if kind == THOUSANDS_AS_UNITS else f"cases of {times}"
    return monthly(line, line.quantity * times, why)


def as_units(units: int) -> str:
    return figures.count(units, "unit")
