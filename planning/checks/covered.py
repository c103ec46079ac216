"""R12, its other half: months that a file in weeks or fiscal periods covers only in part."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from planning import figures
from planning.checks.facts import Facts
from planning.checks.finding import Finding, Severity
from planning.checks.sent import Found, Sent
from planning.sheets.lines import SubmittedLine
from planning.sheets.periods import Span, month_span
from planning.sheets.shares import working_days


@dataclass(frozen=True, slots=True, kw_only=True)
class InPart:
    month: date
    there_days: int
    wanted_days: int
    line: SubmittedLine
    """Its first."""


class Whole(NamedTuple):
    lines: tuple[SubmittedLine, ...]
    notes: list[Finding]


def without_ends(lines: tuple[SubmittedLine, ...], facts: Facts) -> Whole:
    """Leave out the days of a month nobody asked for, into which the last week reaches."""
    ends = [one for one in in_part(lines, facts) if one.month not in facts.months]
    months = {one.month for one in ends}
    kept = tuple(line for line in lines if line.month not in months)
    return Whole(kept, [_left_out(one) for one in ends])


def covered_in_part(sent: Sent) -> Iterator[Found]:
    """A finding per month: planned from it, the days without a number would count as nothing."""
    for one in in_part(sent.lines, sent.facts):
        keys = tuple(key for key in sent.numbers if key[2] == one.month)
        yield Found(keys=keys, finding=_finding(sent.facts, one))


def in_part(lines: Iterable[SubmittedLine], facts: Facts) -> Iterator[InPart]:
    closed = facts.company.closed_days
    by_month: dict[date, list[SubmittedLine]] = defaultdict(list)
    for line in lines:
        if line.day is not None and line.ends is not None:
            by_month[line.month].append(line)
    for month, some in sorted(by_month.items()):
        spans = {Span(first=line.day, ends=line.ends) for line in some if line.day and line.ends}
        there = sum(working_days(span, closed) for span in spans)
        wanted = working_days(month_span(month), closed)
        if there < wanted:
            yield InPart(month=month, there_days=there, wanted_days=wanted, line=some[0])


def _finding(facts: Facts, one: InPart) -> Finding:
    lacks = 1 - one.there_days / one.wanted_days
    short = {k: round(units * lacks) for k, units in facts.last.items() if k[2] == one.month}
    month = figures.month(one.month)
    return Finding(
        rule="R12",
        severity=Severity.BLOCKING,
        source=one.line.source,
        observed=f"{one.there_days} of {one.wanted_days} working days",
        expected="every week that shares a day with the month",
        message=f"{month} is covered in part: {one.there_days} of {one.wanted_days} working days.",
        impact_units=sum(short.values()),
        impact_eur=facts.worth_of((key[0], units) for key, units in short.items()),
        kind="months covered in part",
        fix=f"Send the missing weeks of {month} too, those that are over as they were sold.",
    )


def _left_out(one: InPart) -> Finding:
    month = figures.month(one.month)
    return Finding(
        rule="R12",
        severity=Severity.NOTE,
        source=one.line.source,
        observed=f"{one.there_days} of {one.wanted_days} working days",
        expected="nothing; it wasn't asked for",
        message=f"The last week reaches into {month}, which wasn't asked for; "
        "its days are left out.",
        impact_units=0,
        impact_eur=figures.NOTHING_EUR,
        kind="days of a further month",
        fix="Nothing to do.",
    )
