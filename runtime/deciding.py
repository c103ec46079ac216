"""Recording a person's answer: one transaction for decision, ledger event and job."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from gates.catalogue import GATES
from gates.deciding import Ballot, Decision, decide, outcome
from gates.errors import AlreadyDecided, NotYourDecision
from gates.people import Role, person
from runtime.office import Office
from store import cases, ledger, requests
from store.people import person_by_key
from store.tables.gates import DecisionRow, RequestRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What a person is told about their answer."""

    decision: Decision
    closed: bool
    repeated: bool
    """The same answer had arrived before; nothing was done again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Who answers what, and how it reached us."""

    company_id: int
    person_key: str
    request_id: UUID
    channel: str = "web"


def record_ballot(office: Office, answer: Answer, ballot: Ballot) -> Receipt:
    """Decide, or raise a `gates.errors.Refusal`. Sending the same ballot twice is safe."""
    at = office.now()
    try:
        with office.sessions(answer.company_id) as session:
            request = requests.lock_request(session, answer.request_id)
            if request is None:
                raise NotYourDecision
            if (earlier := _same_ballot(session, answer, ballot)) is not None:
                return Receipt(
                    decision=earlier, closed=request.closed_at is not None, repeated=True
                )
            seats = requests.seats_of(session, request.id)
            made = requests.decisions_of(session, request.id)
            brief = requests.brief_of(session, request.id, request.brief_sha256)
            assert brief is not None
            who = person_by_key(session, answer.company_id, answer.person_key)
            decision = decide(
                GATES[request.gate],
                waiting=requests.as_waiting(request, brief=brief, seats=seats, decisions=made),
                ballot=ballot,
                by=person(who.key, Role(who.role)),
                at=at,
            )
            seat = next(seat for seat in seats if seat.key == decision.by)
            requests.add_decision(
                session, request=request, seat=seat, decision=decision, channel=answer.channel
            )
            result = outcome(GATES[request.gate], seats=len(seats), decisions=[*made, decision])
            _write_history(session, request, decision, Role(who.role))
            if result is not None:
                requests.close_request(request, outcome=result, decision=decision, at=at)
                session.flush()
                cases.ring(session, request.case_id)
                office.defer(session, request.case_id, request.company_id)
            office.reached("decision.before_commit")
    except IntegrityError as collision:
        raise AlreadyDecided from collision
    office.reached("decision.committed")
    return Receipt(decision=decision, closed=result is not None, repeated=False)


def _same_ballot(session: Session, answer: Answer, ballot: Ballot) -> Decision | None:
    """The decision this very ballot made earlier; a stranger's id is refused."""
    row = session.get(DecisionRow, ballot.decision_id)
    if row is None:
        return None
    who = person_by_key(session, answer.company_id, answer.person_key)
    if (row.request_id, row.person_id) != (answer.request_id, who.id):
        raise AlreadyDecided
    return requests.as_decision(row, who.key)


def _write_history(session: Session, request: RequestRow, decision: Decision, role: Role) -> None:
    ledger.append(
        session,
        company_id=request.company_id,
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
        },
    )
