"""Answering a request: by a person, in their own browser. No token decides, whoever made it."""

from typing import Annotated
from uuid import NAMESPACE_URL, UUID, uuid5

from fastapi import APIRouter, Depends, Header, Response

from api.deps import TheOffice
from api.v1.calling import TheCaller, needs
from api.v1.models import DecisionIn, DecisionOut
from api.v1.problems import ApiRefusal
from api.v1.reading import TheRequest
from api.v1.telling import decision_out
from gates.access import Scope
from gates.deciding import Ballot, Decision
from gates.errors import BriefMoved
from runtime.deciding import Answer, record_ballot
from store.pages import DecisionLine
from store.tables.gates import DecisionRow

router = APIRouter()
KEY_MAX_CHARS = 200


def a_person(caller: TheCaller) -> None:
    """Comes before any scope: nothing a program holds answers for anybody."""
    if caller.is_program:
        detail = "Only a signed-in person decides. Open the request's page."
        raise ApiRefusal(403, "programs-do-not-decide", detail)


@router.post(
    "/requests/{request_id}/decisions",
    status_code=201,
    dependencies=[Depends(a_person), Depends(needs(Scope.DECIDE))],
)
def decide(
    record: TheRequest,
    said: DecisionIn,
    caller: TheCaller,
    office: TheOffice,
    response: Response,
    if_match: Annotated[str, Header()] = "",
    idempotency_key: Annotated[str, Header(max_length=KEY_MAX_CHARS)] = "",
) -> DecisionOut:
    """Answer over exactly the content you read: If-Match is its ETag.

    The same Idempotency-Key answers once, however often it is sent.
    """
    if not if_match:
        raise ApiRefusal(428, "if-match-missing", "Send the request's ETag as If-Match.")
    if not idempotency_key.strip():
        raise ApiRefusal(400, "idempotency-key-missing", "Send an Idempotency-Key.")
    ballot = Ballot(
        decision_id=_id(caller, record.row.id, idempotency_key.strip()),
        verb=said.verb,
        brief_sha256=if_match.removeprefix("W/").strip('"'),
        choice=said.choice,
        reason=said.reason,
        seat=said.seat,
        assurance=caller.viewer.assurance,
    )
    answer = Answer(
        company_id=caller.company_id,
        person_key=caller.person.person_key,
        request_id=record.row.id,
    )
    try:
        receipt = record_ballot(office, answer, ballot)
    except BriefMoved as moved:
        current = record.row.brief_sha256
        raise ApiRefusal(412, "BriefMoved", moved.message, current=current) from moved
    _same(receipt.decision, ballot)
    response.status_code = 200 if receipt.repeated else 201
    return _told(office, caller, record.row.gate, receipt.decision)


def _id(caller: TheCaller, request_id: UUID, key: str) -> UUID:
    """One decision a person, request and key."""
    return uuid5(NAMESPACE_URL, f"sopwith:{caller.person.person_id}:{request_id}:{key}")


def _same(made: Decision, sent: Ballot) -> None:
    """A key that is used again must say the same again."""
    before = (made.verb, made.choice, made.reason, made.brief_sha256)
    if before != (sent.verb, sent.choice, sent.reason.strip(), sent.brief_sha256):
        detail = "This Idempotency-Key answered something else before. Nothing was changed."
        raise ApiRefusal(422, "idempotency-key-reused", detail)


def _told(office: TheOffice, caller: TheCaller, gate: str, made: Decision) -> DecisionOut:
    with office.sessions(caller.company_id) as session:
        row = session.get_one(DecisionRow, made.decision_id)
        whose = made.seat if made.seat != made.by else None
        return decision_out(DecisionLine(row=row, gate=gate, person=made.by, on_behalf_of=whose))
