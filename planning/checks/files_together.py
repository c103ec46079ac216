"""R64 between files: two of them say different numbers for one region."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from planning.checks.check import Checked, checked
from planning.checks.circumstances import earlier
from planning.checks.expected import Expected
from planning.checks.facts import facts_of
from planning.checks.finding import Finding
from planning.checks.how_it_came import beside
from planning.company import Company


def compared(files: Sequence[tuple[str, Checked]], company: Company) -> list[Checked]:
    """Each file with what the ones before it said otherwise."""
    return [
        _with(found, list(_conflicts(files[:at], found, company)))
        for at, (_, found) in enumerate(files)
    ]


def _conflicts(
    before: Sequence[tuple[str, Checked]], found: Checked, company: Company
) -> Iterator[Finding]:
    for region in dict.fromkeys(line.region for line in found.lines):
        facts = facts_of(Expected(company=company, region=region, months=()))
        own = tuple(line for line in found.lines if line.region == region)
        for name, other in before:
            theirs = [line for line in other.lines if line.region == region]
            yield from beside(own, facts, earlier(name, theirs))


def _with(found: Checked, more: list[Finding]) -> Checked:
    if not more:
        return found
    ranked = checked([*found.findings, *more], found.lines, ())
    return replace(found, findings=ranked.findings, more=found.more + ranked.more)
