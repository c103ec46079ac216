"""R21: a number that stands twice."""

from dataclasses import dataclass

from planning.checks.correction import changed
from planning.checks.facts import Facts
from planning.checks.finding import Finding, Severity
from planning.checks.sent import as_written
from planning.sheets.lines import SubmittedLine


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleLines:
    lines: tuple[SubmittedLine, ...]
    """One for each key: the last in the file where there were several."""
    findings: tuple[Finding, ...]


def single_lines(lines: tuple[SubmittedLine, ...], facts: Facts) -> SingleLines:
    """The same value again is only noted; a different one has to be settled."""
    kept: dict[tuple[object, ...], SubmittedLine] = {}
    findings: list[Finding] = []
    for line in lines:
        key = (line.region, line.sku, line.tier, line.account, line.month, line.day)
        if earlier := kept.get(key):
            findings.append(_finding(earlier, line, facts))
        kept[key] = line
    return SingleLines(lines=tuple(kept.values()), findings=tuple(findings))


def _finding(earlier: SubmittedLine, later: SubmittedLine, facts: Facts) -> Finding:
    same = earlier.exact_units == later.exact_units
    off = later.units - earlier.units
    first, second = as_written(earlier), as_written(later)
    at = earlier.source.address
    sheet = f" of {earlier.source.sheet}" if earlier.source.sheet != later.source.sheet else ""
    says = (
        f"{second} here and in {at}{sheet}; it counts once."
        if same
        else (f"{first} in {at}{sheet} and {second} here; if both stay, the later one counts.")
    )
    return Finding(
        rule="R21",
        severity=Severity.NOTE if same else Severity.BLOCKING,
        source=later.source,
        observed=second,
        expected="once" if same else f"one number, {first} or {second}",
        message=f"{facts.name_of(later)}: {says}",
        impact_units=abs(off),
        impact_eur=facts.worth(later.sku, off),
        kind="the same number twice" if same else "two numbers for the same key",
        fix="Delete one of the two." if same else "Keep the right one, delete the other.",
        keys=((later.sku, later.tier, later.month),),
        correction=() if same else (changed(earlier, None, f"the later one, {second}, counts"),),
    )
