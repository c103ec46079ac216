"""Findings as people talk about them: “36 rows: cases sent as units”, with what to do."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from planning import figures
from planning.checks.check import GRAVITY
from planning.checks.finding import Finding, Severity
from planning.figures import NOTHING_EUR


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingGroup:
    """Findings of one rule that go wrong the same way."""

    rule: str
    severity: Severity
    title: str
    fix: str
    findings: tuple[Finding, ...]
    """In the file's own order."""
    impact_units: int | None
    impact_eur: Decimal | None
    """What is known of its findings' impacts, added up."""
    weight_eur: Decimal
    """What its findings could move."""


def group_findings(findings: Iterable[Finding]) -> tuple[FindingGroup, ...]:
    """Gravest first, then by what they could move."""
    by_kind: dict[tuple[str, Severity, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        by_kind[finding.rule, finding.severity, finding.kind].append(finding)
    groups = [_group(alike) for alike in by_kind.values()]
    return tuple(sorted(groups, key=_rank))


def _rank(group: FindingGroup) -> tuple[int, Decimal]:
    return (GRAVITY[group.severity], -(group.impact_eur or NOTHING_EUR))


def _group(alike: list[Finding]) -> FindingGroup:
    first = alike[0]
    placed = [(finding.source, finding) for finding in alike if finding.source]
    in_order = [finding for _, finding in sorted(placed, key=lambda pair: pair[0])]
    units = [found.impact_units for found in alike if found.impact_units is not None]
    eur = [found.impact_eur for found in alike if found.impact_eur is not None]
    return FindingGroup(
        rule=first.rule,
        severity=first.severity,
        title=f"{_extent(alike)}: {first.kind}",
        fix=first.fix,
        findings=(*in_order, *(finding for finding in alike if finding.source is None)),
        impact_units=sum(units) if units else None,
        impact_eur=sum(eur, NOTHING_EUR) if eur else None,
        weight_eur=sum((found.weight_eur for found in alike), NOTHING_EUR),
    )


def _extent(alike: list[Finding]) -> str:
    """Rows, with the numbers in them where those are more; gaps where there is no row."""
    rows = {(f.source.file, f.source.sheet, f.source.row) for f in alike if f.source}
    if not rows:
        return figures.count(len(alike), "gap")
    said = figures.count(len(rows), "row")
    return said if len(rows) == len(alike) else f"{said}, {figures.count(len(alike), 'number')}"
