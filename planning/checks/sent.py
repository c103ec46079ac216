"""A submission ready to be judged: what it says by key, where each number stands."""

from dataclasses import dataclass
from typing import NamedTuple

from planning import figures
from planning.checks.correction import CellChange
from planning.checks.facts import Facts, Key
from planning.checks.finding import Finding, Severity
from planning.checks.season import Usual
from planning.sheets.lines import SubmittedLine, Uom


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """One month of one SKU and tier; a daily file's days are added up."""

    units: int
    line: SubmittedLine
    """The first, if there are several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    facts: Facts
    lines: tuple[SubmittedLine, ...]
    numbers: dict[Key, Number]
    usual: dict[Key, Usual]
    """For the numbers that have a history."""
    guessed: frozenset[Key]
    """Keys that unknown codes probably stand for, and those of cells that can't be read."""


class Found(NamedTuple):
    """A finding and the numbers it explains: a lesser rule says nothing more about those."""

    keys: tuple[Key, ...]
    finding: Finding


def sent_of(
    facts: Facts, lines: tuple[SubmittedLine, ...], guessed: frozenset[Key] = frozenset()
) -> Sent:
    numbers: dict[Key, Number] = {}
    for line in lines:
        key = (line.sku, line.tier, line.month)
        earlier = numbers.get(key)
        numbers[key] = Number(
            units=line.units + (earlier.units if earlier else 0),
            line=earlier.line if earlier else line,
        )
    usual = {key: usual for key in numbers if (usual := facts.usual(key))}
    return Sent(facts=facts, lines=lines, numbers=numbers, usual=usual, guessed=guessed)


def as_written(line: SubmittedLine) -> str:
    """The number as it stands in the file, with its unit where it isn't units."""
    quantity = figures.number(line.quantity)
    return quantity if line.uom is Uom.UNITS else f"{quantity} {line.uom}"


def about(  # noqa: PLR0913 (the parts of one finding)
    sent: Sent,
    line: SubmittedLine,
    *,
    rule: str,
    severity: Severity,
    expected: str,
    says: str,
    off_units: int,
    kind: str,
    fix: str,
    correction: tuple[CellChange, ...] = (),
) -> Found:
    """A finding about one number, at its cell."""
    key = (line.sku, line.tier, line.month)
    return Found(
        keys=(key,),
        finding=Finding(
            rule=rule,
            severity=severity,
            source=line.source,
            observed=as_written(line),
            expected=expected,
            message=f"{sent.facts.name_of(line)}: {says}",
            impact_units=abs(off_units),
            impact_eur=sent.facts.worth(line.sku, off_units),
            kind=kind,
            fix=fix,
            keys=(key,),
            correction=correction,
        ),
    )
