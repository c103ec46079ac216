"""`decide()` is the only maker of a decision, on every channel."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from gates import errors
from gates.gate import NEEDS_REASON, Gate, Rule, Verb
from gates.people import Actor, ActorKind

REASON_MAX_CHARS = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A request as its decider finds it."""

    closed: bool
    brief_sha256: str
    authors: frozenset[str]
    options: frozenset[str]
    seats: frozenset[str]
    """Keys of the people who hold a seat."""
    answered: frozenset[str]
    """Those of them who have answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot:
    """What a person sent. The id is made by the client, so that sending twice is safe."""

    decision_id: UUID
    verb: Verb
    brief_sha256: str
    choice: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    decision_id: UUID
    by: str
    verb: Verb
    choice: str | None
    reason: str
    brief_sha256: str
    at: datetime


class Outcome(StrEnum):
    """How a request closed."""

    APPROVED = "approved"
    RETURNED = "returned"
    REJECTED = "rejected"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"
    """What it asked for arrived otherwise; nobody decided."""


def decide(gate: Gate, *, waiting: Waiting, ballot: Ballot, by: Actor, at: datetime) -> Decision:
    """Make the decision, or refuse with the reason a person can act on.

    The order matters: who may speak comes before whether the matter is still open, so that a
    stranger learns nothing about it.
    """
    _may_speak(waiting, by)
    _still_open(waiting, ballot, by)
    _well_formed(gate, waiting, ballot)
    return Decision(
        decision_id=ballot.decision_id,
        by=by.key,
        verb=ballot.verb,
        choice=ballot.choice,
        reason=ballot.reason.strip(),
        brief_sha256=ballot.brief_sha256,
        at=at,
    )


def _may_speak(waiting: Waiting, by: Actor) -> None:
    if by.kind is not ActorKind.PERSON:
        raise errors.AgentsDoNotDecide
    if by.key not in waiting.seats:
        raise errors.NotYourDecision
    if by.key in waiting.authors:
        raise errors.AuthorCannotDecide


def _still_open(waiting: Waiting, ballot: Ballot, by: Actor) -> None:
    if by.key in waiting.answered:
        raise errors.AlreadyDecided
    if waiting.closed:
        raise errors.RequestClosed
    if ballot.brief_sha256 != waiting.brief_sha256:
        raise errors.BriefMoved


def _well_formed(gate: Gate, waiting: Waiting, ballot: Ballot) -> None:
    if ballot.verb not in gate.verbs:
        raise errors.VerbNotAllowed
    if ballot.verb in NEEDS_REASON and not ballot.reason.strip():
        raise errors.ReasonMissing
    if len(ballot.reason) > REASON_MAX_CHARS:
        raise errors.ReasonTooLong
    chooses = gate.needs_choice and ballot.verb in {Verb.APPROVE, Verb.DISSENT}
    if chooses and ballot.choice not in waiting.options:
        raise errors.ChoiceMissing
    if not chooses and ballot.choice is not None:
        raise errors.VerbNotAllowed


def outcome(gate: Gate, *, seats: int, decisions: Sequence[Decision]) -> Outcome | None:
    """How the request closes on these decisions, or None while it stays open."""
    if not decisions:
        return None
    if gate.rule is Rule.EVERYONE_ANSWERS:
        return Outcome.ANSWERED if len(decisions) == seats else None
    return {
        Verb.APPROVE: Outcome.APPROVED,
        Verb.REQUEST_CHANGES: Outcome.RETURNED,
        Verb.REJECT: Outcome.REJECTED,
        Verb.DISSENT: Outcome.REJECTED,
    }[decisions[0].verb]
