"""Facts a decision rests on: a predicate names one and says what must be so.

What must be so, and what is seen, are the values by which actions close (`gates.evidence`): one
language and one evaluator, whether a supplier's mail, a file of the company or a plan is looked at.
"""

from dataclasses import dataclass
from enum import StrEnum

from pydantic import TypeAdapter

from gates.canonical import Json
from gates.evidence import DoneWhen, Evidence, is_done


class FactKind(StrEnum):
    AVAILABLE = "available"
    """Quantity of an item or component on hand and on order by a day."""
    LEAD_TIME = "lead_time"
    """Weeks a component's supplier needs."""
    EXPEDITE_TIME = "expedite_time"
    """Weeks an expedited order of a component needs."""
    PROVEN = "proven"
    """The evidence an action brought, such as a quantity a supplier confirmed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate:
    """`code` names the item, component or action the fact is about."""

    fact: FactKind
    code: str
    wants: DoneWhen


class Standing(StrEnum):
    HOLDS = "holds"
    UNKNOWN = "unknown"
    """Nothing was seen yet that says either."""
    BROKEN = "broken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    standing: Standing
    why: str
    """What is short, or what is so."""


def judge(predicate: Predicate, seen: Evidence | None) -> Finding:
    """How a fact stands on what was seen of it.

    >>> from datetime import date
    >>> from decimal import Decimal
    >>> from gates.evidence import EvidenceKind
    >>> film = Predicate(fact=FactKind.AVAILABLE, code="FILM", wants=DoneWhen(
    ...     kind=EvidenceKind.DATA, says="40,000 m of film", at_least=Decimal(40_000)))
    >>> judge(film, Evidence(kind=EvidenceKind.DATA, by_person="", source="file:stock.csv",
    ...       quantity=Decimal(31_000))).why
    '31000 is below the 40000 that is needed'
    >>> judge(film, None).standing.value
    'unknown'
    """
    if seen is None:
        return Finding(standing=Standing.UNKNOWN, why=f"{predicate.wants.says} is not proven yet")
    verdict = is_done(predicate.wants, seen)
    standing = Standing.HOLDS if verdict.done else Standing.BROKEN
    return Finding(standing=standing, why=verdict.why)


_PREDICATES = TypeAdapter(Predicate)


def plain_fact(predicate: Predicate) -> dict[str, Json]:
    plain: dict[str, Json] = _PREDICATES.dump_python(predicate, mode="json")
    return plain


def restore_fact(content: dict[str, Json]) -> Predicate:
    return _PREDICATES.validate_python(content)
