"""When an action is done: a predicate over evidence, never a tick.

Evidence is what came in and was verified: a quantity a supplier confirmed, a file, a number
or a statement signed by name. A predicate says which of it closes the action.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from pydantic import TypeAdapter

from gates.canonical import Json


class EvidenceKind(StrEnum):
    CONFIRMED_QUANTITY = "confirmed_quantity"
    """A quantity that will be there by a date: `quantity` and `by`."""
    FILE = "file"
    """A file that was sent: its `sha256`."""
    SIGNED_NUMBER = "signed_number"
    """A number somebody stands for: `quantity`."""
    STATEMENT = "statement"
    """Somebody says so, by name."""
    DATA = "data"
    """A quantity the company's own files say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    kind: EvidenceKind
    by_person: str
    source: str
    """Where it can be looked up: a message or a submission."""
    quantity: Decimal | None = None
    by: date | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneWhen:
    """The predicate. `at_least` and `by` bind only where they are given."""

    kind: EvidenceKind
    says: str
    """In words a person reads: "a confirmed quantity of at least 46,000 l by Fri 11 Dec"."""
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    done: bool
    why: str


def is_done(done_when: DoneWhen, evidence: Evidence) -> Verdict:
    """Whether this evidence closes the action, and if not, what is short.

    >>> needed = DoneWhen(kind=EvidenceKind.CONFIRMED_QUANTITY, says="46,000 l by 11 Dec",
    ...                   at_least=Decimal(46_000), by=date(2026, 12, 11))
    >>> is_done(needed, Evidence(kind=EvidenceKind.CONFIRMED_QUANTITY, by_person="tomas",
    ...         source="message:7", quantity=Decimal(40_000), by=date(2026, 12, 10))).why
    '40000 is below the 46000 that is needed'
    """
    for lacks in (_wrong_kind, _too_little, _too_much, _too_late, _empty_file):
        if (why := lacks(done_when, evidence)) is not None:
            return Verdict(done=False, why=why)
    return Verdict(done=True, why=done_when.says)


def _wrong_kind(done_when: DoneWhen, evidence: Evidence) -> str | None:
    if evidence.kind is done_when.kind:
        return None
    return f"needs {done_when.says}"


def _too_little(done_when: DoneWhen, evidence: Evidence) -> str | None:
    if done_when.at_least is None:
        return None
    if evidence.quantity is None:
        return f"names no quantity; {done_when.at_least} is needed"
    if evidence.quantity < done_when.at_least:
        return f"{evidence.quantity} is below the {done_when.at_least} that is needed"
    return None


def _too_much(done_when: DoneWhen, evidence: Evidence) -> str | None:
    if done_when.at_most is None:
        return None
    if evidence.quantity is None:
        return f"names no quantity; at most {done_when.at_most} is allowed"
    if evidence.quantity > done_when.at_most:
        return f"{evidence.quantity} is above the {done_when.at_most} that is allowed"
    return None


def _too_late(done_when: DoneWhen, evidence: Evidence) -> str | None:
    if done_when.by is None:
        return None
    if evidence.by is None:
        return f"names no date; it is needed by {done_when.by.isoformat()}"
    if evidence.by > done_when.by:
        return f"{evidence.by.isoformat()} is after {done_when.by.isoformat()}"
    return None


def _empty_file(done_when: DoneWhen, evidence: Evidence) -> str | None:
    if done_when.kind is EvidenceKind.FILE and not evidence.sha256:
        return "holds no file"
    return None


_DONE_WHEN = TypeAdapter(DoneWhen)
_EVIDENCE = TypeAdapter(Evidence)


def plain_predicate(done_when: DoneWhen) -> dict[str, Json]:
    plain: dict[str, Json] = _DONE_WHEN.dump_python(done_when, mode="json")
    return plain


def restore_predicate(content: dict[str, Json]) -> DoneWhen:
    return _DONE_WHEN.validate_python(content)


def plain_evidence(evidence: Evidence) -> dict[str, Json]:
    plain: dict[str, Json] = _EVIDENCE.dump_python(evidence, mode="json")
    return plain


def restore_evidence(content: dict[str, Json]) -> Evidence:
    return _EVIDENCE.validate_python(content)
