"""Recording a person's answer: one transaction for decision, ledger event and job."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from procrastinate import exceptions
from psycopg import Error
from psycopg.errors import UniqueViolation
from sqlalchemy.orm import Session

from gates.chain import Channel
from gates.deciding import Ballot, Decision, Waiting, decide, votes_of
from gates.delegating import Delegation
from gates.errors import AlreadyDecided, NotYourDecision
from gates.people import Role, person
from gates.rules import outcome, settled_choice
from gates.tiers import Assurance
from runtime.office import Office
from store import answering, conditions, ledger, standing, taking_the_floor
from store.answering import Locked
from store.authorities import purse_with
from store.delegations import received_by
from store.driver import driver
from store.ledger import Occasion
from store.taking_the_floor import Floor


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What a person is told about their answer."""

    decision: Decision
    closed: bool
    repeated: bool
    """The same answer had arrived before; nothing was done again."""


@contextmanager
def in_one_go(session: Session) -> Iterator[None]:
    """What is written inside waits for the database only where something is read back.

    What failed may come to light at a later statement, the queue's too: it is told as it was.
    """
    try:
        with driver(session).pipeline():
            yield
    except exceptions.ConnectorException as told_by_the_queue:
        if isinstance(told_by_the_queue.__context__, Error):
            raise told_by_the_queue.__context__ from None
        raise


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Who answers what, and how it reached us."""

    company_id: int
    person_key: str
    request_id: UUID
    channel: str = "web"
    within: Session | None = None
    """The transaction a move is made in; its own where there is none."""


def record_ballot(office: Office, answer: Answer, ballot: Ballot) -> Receipt:
    """Decide, or raise a `gates.errors.Refusal`. Sending the same ballot twice is safe."""
    at = office.now()
    try:
        with office.unfenced() as session:
            receipt = record_within(office, session, answer, ballot, at)
            if receipt.repeated:
                return receipt
            office.reached("decision.before_commit")
    except UniqueViolation as collision:
        raise AlreadyDecided from collision
    office.reached("decision.committed")
    return receipt


def record_within(
    office: Office, session: Session, answer: Answer, ballot: Ballot, at: datetime
) -> Receipt:
    """The same, inside the caller's transaction, which keeps all of it or nothing.

    The transaction is fenced to the company by its first statement. Raises psycopg's
    `UniqueViolation` when the ballot's id is taken.
    """
    floor = taking_the_floor.take(session, answer.company_id, answer.person_key, answer.request_id)
    if floor is None:
        raise NotYourDecision
    request = floor.request
    if (earlier := _same_ballot(request, answer, ballot)) is not None:
        return Receipt(decision=earlier, closed=request.closed, repeated=True)
    if (who := floor.who) is None:
        raise NotYourDecision
    decision = decide(
        request.ruled,
        waiting=_waiting(session, floor, answer, ballot),
        ballot=ballot,
        by=person(who.key, who.role),
        at=at,
    )
    with in_one_go(session):
        closed = _write(office, session, request, decision, who.id, answer.channel)
        _write_history(session, request, decision, who.role, answer, ballot.assurance)
    return Receipt(decision=decision, closed=closed, repeated=False)


def _same_ballot(request: Locked, answer: Answer, ballot: Ballot) -> Decision | None:
    """The decision this very ballot made earlier; a stranger's id is refused."""
    for made in request.decisions:
        if made.decision_id == ballot.decision_id:
            if made.by != answer.person_key:
                raise AlreadyDecided
            return made
    return None


def _waiting(session: Session, floor: Floor, answer: Answer, ballot: Ballot) -> Waiting:
    """Delegations are looked up only for who has no seat here, or says whose they answer for."""
    request = floor.request
    own = request.seat_of(answer.person_key) is not None
    delegations: tuple[Delegation, ...] = ()
    if not own or ballot.seat not in {None, answer.person_key}:
        delegations = received_by(session, request.company_id, answer.person_key)
    purse = purse_with(session, floor.limits, request.cycle_id, delegated=bool(delegations))
    return request.waiting(delegations, purse)


def _write(
    office: Office,
    session: Session,
    request: Locked,
    decision: Decision,
    actor_id: int,
    channel: str,
) -> bool:
    """The decision and, if it meets the gate's rule, what follows; says whether it does."""
    gate = request.ruled
    votes = votes_of([*request.decisions, decision])
    result = outcome(gate, seats=request.chairs, votes=votes)
    answering.write(
        session,
        request,
        decision,
        actor_id=actor_id,
        channel=channel,
        outcome=result,
        settled=settled_choice(gate, seats=request.chairs, votes=votes),
    )
    standing.keep_signed(session, request, decision, result)
    if result is None:
        return False
    office.defer(session, request.case_id, request.company_id)
    return True


def _write_history(
    session: Session,
    request: Locked,
    decision: Decision,
    role: Role,
    answer: Answer,
    assurance: Assurance,
) -> None:
    ledger.append(
        session,
        Occasion(
            company_id=request.company_id,
            channel=Channel(answer.channel),
            case_id=request.case_id,
            brief_sha256=decision.brief_sha256,
        ),
        at=decision.at,
        kind="decided",
        actor=person(decision.by, role),
        subject=f"request:{request.id}",
        facts={
            "decision": str(decision.decision_id),
            "gate": request.gate,
            "verb": decision.verb.value,
            "choice": decision.choice,
            "reason": decision.reason,
            "brief_sha256": decision.brief_sha256,
            "seat": decision.seat,
            "delegation": decision.delegation,
            "amount_eur": str(decision.amount_eur),
            "assurance": assurance.name.lower(),
            "condition": conditions.plain_condition(decision.condition)
            if decision.condition
            else None,
        },
    )
