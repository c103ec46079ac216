"""The input checker: says to whoever sent a file what is wrong in it, row by row, and what to do.

Its values are a letter's own: what `mail.views.InputFindings` shows, without knowing mail.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from planning import figures
from planning.checks.check import Checked
from planning.checks.corrected import proposed
from planning.checks.finding import Finding, Severity
from planning.checks.groups import FindingGroup, group_findings
from planning.sheets.grid import column_letters

ROWS_SHOWN = 12
"""In a letter; the page shows all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowSaid:
    """One cell; row 0 and no column where the file has no such row."""

    sheet: str
    row: int
    column: str
    observed: str
    expected: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSaid:
    """Findings that go wrong the same way, as a letter lists them."""

    rule: str
    """`36 rows: cases sent as units`."""
    to_do: str
    blocking: bool
    rows: tuple[RowSaid, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What the checker would do with the file."""

    acceptable: bool
    """Nothing in it blocks."""
    says: str
    """One sentence for a letter or a list."""
    groups: tuple[GroupSaid, ...]


def opinion(checked: Checked) -> Opinion:
    """What the sender is told. Notes are for the page; a letter only asks for what needs one."""
    asked = [finding for finding in checked.findings if finding.severity is not Severity.NOTE]
    return Opinion(
        acceptable=not checked.blocking,
        says=summary(checked),
        groups=groups_said(asked),
    )


def as_written(text: str) -> str:
    return text


def groups_said(
    findings: Iterable[Finding], tell: Callable[[str], str] = as_written
) -> tuple[GroupSaid, ...]:
    """Gravest first, then by money; `tell` says each sentence in the reader's language."""
    return tuple(_group(group, tell) for group in group_findings(findings))


def summary(checked: Checked) -> str:
    """`432 numbers read; 2 findings must be corrected (14,300 units, €60,060), 1 to look at.`"""
    read = f"{figures.count(checked.numbers, 'number')} read"
    read += f"; {checked.more:,} findings more than are listed" if checked.more else ""
    blocking = checked.blocking
    warnings = sum(finding.severity is Severity.WARNING for finding in checked.findings)
    if not blocking:
        return f"{read}; nothing to correct{_also(warnings)}."
    must = f"{figures.count(len(blocking), 'finding')} must be corrected"
    worth = worth_of(
        sum(finding.impact_units or 0 for finding in blocking),
        sum((finding.impact_eur or figures.NOTHING_EUR for finding in blocking), Decimal(0)),
    )
    return f"{read}; {must}{f' ({worth})' if worth else ''}{_also(warnings)}."


def proposal(group: FindingGroup) -> str:
    """What we would write into which cells, if the owner lets us; empty where we can't say."""
    changes = proposed(group.findings)
    if not changes:
        return ""
    first, more = changes[0], len(changes) - 1
    at = first.source.address
    would = f"write {first.after} in {at}" if first.after else f"leave out {at}"
    was = f" (was {first.before})" if first.before else ""
    alike = f", and correct {figures.count(more, 'more cell')} alike" if more else ""
    return f"We would {would}{was}: {first.why}{alike}."


def _also(warnings: int) -> str:
    return f", {warnings:,} to look at" if warnings else ""


def _group(group: FindingGroup, tell: Callable[[str], str]) -> GroupSaid:
    shown = group.findings[:ROWS_SHOWN]
    worth = worth_of(group.impact_units, group.impact_eur)
    about = f"It is about {worth}." if worth else ""
    title = tell(group.title)
    return GroupSaid(
        rule=title[:1].upper() + title[1:],
        to_do=" ".join(tell(one) for one in (group.fix, about, proposal(group)) if one),
        blocking=group.severity is Severity.BLOCKING,
        rows=tuple(_row(finding, tell) for finding in shown),
        more=len(group.findings) - len(shown),
    )


def worth_of(units: int | None, eur: Decimal | None) -> str:
    """`14,300 units, €60,060`; empty where nothing is at stake or known.

    >>> worth_of(14_300, Decimal(60_060)), worth_of(5, Decimal(0)), worth_of(0, Decimal(0))
    ('14,300 units, €60,060', '5 units', '')
    """
    said = [figures.count(units, "unit")] if units else []
    said += [figures.eur(eur)] if eur else []
    return ", ".join(said)


def _row(finding: Finding, tell: Callable[[str], str]) -> RowSaid:
    """Where the file has no such row, the message says what is missing."""
    if finding.source is None:
        return RowSaid(
            sheet="",
            row=0,
            column="",
            observed=tell(finding.message),
            expected=tell(finding.expected),
        )
    return RowSaid(
        sheet=finding.source.sheet,
        row=finding.source.row,
        column=column_letters(finding.source.column),
        observed=finding.observed,
        expected=tell(finding.expected),
    )
