"""One finding about several numbers: what is off in each, said once at the first cell."""

from collections.abc import Mapping
from dataclasses import dataclass

from planning.checks.correction import CellChange
from planning.checks.facts import Key
from planning.checks.finding import Finding, Severity
from planning.checks.sent import Found, Sent, as_written


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a rule says, whatever numbers it is about."""

    rule: str
    severity: Severity
    expected: str
    says: str
    kind: str
    fix: str
    observed: str = ""
    """The first number as written, if empty."""


def about_all(
    sent: Sent, off_units: Mapping[Key, int], said: Said, correction: tuple[CellChange, ...] = ()
) -> Found:
    """A finding about these numbers; its impact is what all of them are off, whatever the sign."""
    keys = tuple(off_units)
    first = sent.numbers[keys[0]].line
    return Found(
        keys=keys,
        finding=Finding(
            rule=said.rule,
            severity=said.severity,
            source=first.source,
            observed=said.observed or as_written(first),
            expected=said.expected,
            message=said.says,
            impact_units=sum(map(abs, off_units.values())),
            impact_eur=sent.facts.worth_of((key[0], abs(n)) for key, n in off_units.items()),
            kind=said.kind,
            fix=said.fix,
            keys=keys,
            correction=correction,
        ),
    )
