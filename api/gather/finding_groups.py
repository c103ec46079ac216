"""Findings of one input as its owner works through them: by rule, gravest and dearest first."""

from collections.abc import Callable, Sequence

from agents.input_checker import proposal
from api import formats
from api.gather import words
from api.views.inputs import FindingGroup, FindingView, ProposalView
from graphs.finding_values import as_finding
from planning.checks.catalogue import title_of
from planning.checks.corrected import proposed
from planning.checks.groups import FindingGroup as Alike
from planning.checks.groups import group_findings
from store.reading_inputs import FindingRecord

GRAVITY = {"blocking": 0, "warning": 1}
NOTED = 2


def by_rule(findings: Sequence[FindingRecord]) -> list[list[FindingRecord]]:
    """What is still open first, then what blocks, then by money."""
    groups: dict[str, list[FindingRecord]] = {}
    for finding in findings:
        groups.setdefault(finding.row.rule, []).append(finding)
    return sorted(groups.values(), key=_rank)


def _rank(group: list[FindingRecord]) -> tuple[bool, int, float, str]:
    open_ones = [one.row for one in group if one.row.state == "open"]
    gravity = min((GRAVITY.get(row.severity, NOTED) for row in open_ones), default=NOTED)
    eur = sum(float(row.impact_eur or 0) for row in open_ones)
    return (not open_ones, gravity, -eur, group[0].row.rule)


def group_view(
    group: Sequence[FindingRecord],
    views: tuple[FindingView, ...],
    *,
    path: str,
    latest: int,
    may_accept: bool,
    tell: Callable[[str], str],
) -> FindingGroup:
    """The findings with what is alike in the latest version's, and what would put them right."""
    rule = group[0].row.rule
    now = [one for one in group if one.version == latest and one.row.state == "open"]
    alike = group_findings(as_finding(one.row, one.file_name) for one in now)
    return FindingGroup(
        title=tell(words.plain(title_of(rule))),
        alike=tuple(formats.headline(tell(one.title)) for one in alike),
        findings=views,
        proposal=_proposal(alike, f"{path}/corrections", latest, rule, tell)
        if may_accept
        else None,
    )


def _proposal(
    alike: tuple[Alike, ...], path: str, version: int, rule: str, tell: Callable[[str], str]
) -> ProposalView | None:
    says = [tell(said) for one in alike if (said := proposal(one))]
    cells = len(proposed(finding for one in alike for finding in one.findings))
    if not says:
        return None
    return ProposalView(path=path, version=version, rule=rule, cells=cells, says=tuple(says))
