"""The moves beside answering, as a person makes them on a page: none of them is for programs."""

from datetime import datetime
from typing import Annotated
from uuid import NAMESPACE_URL, UUID, uuid5

from fastapi import APIRouter, Depends, Header
from pydantic import AwareDatetime, BaseModel, Field

from api.deps import TheOffice
from api.v1.calling import Caller, TheCaller, needs
from api.v1.deciding import KEY_MAX_CHARS, a_person
from api.v1.problems import ApiRefusal
from api.v1.reading import TheRequest
from gates.access import Scope
from gates.snoozing import Until
from runtime.adding_approvers import add_approver, take_back_approver
from runtime.asking_person import ask_person
from runtime.claiming import claim, release
from runtime.commenting import comment
from runtime.deciding import Answer
from runtime.delegating_one import delegate_one
from runtime.snoozing import snooze, take_up
from runtime.withdrawing import withdraw
from store.reading_requests import RequestRecord

router = APIRouter(
    prefix="/requests/{request_id}",
    dependencies=[Depends(a_person), Depends(needs(Scope.DECIDE))],
)
Words = Annotated[str, Field(max_length=2000)]
Key = Annotated[str, Field(max_length=100, description="of a person, as people.csv has it")]
Sent = Annotated[str, Header(alias="idempotency-key", max_length=KEY_MAX_CHARS)]


class ToPerson(BaseModel):
    person: Key
    reason: Words = ""


class Aside(BaseModel):
    until: Until
    moment: AwareDatetime | None = Field(default=None, description="with `moment`: when it returns")
    answer_of: Key | None = Field(default=None, description="with `answer`: whose answer")


class Remark(BaseModel):
    text: Words
    option: str | None = Field(default=None, max_length=100)


class Question(BaseModel):
    person: Key
    text: Words


class Reason(BaseModel):
    reason: Words = ""


class Kept(BaseModel):
    id: UUID
    new: bool = Field(description="false where the same Idempotency-Key came before")


@router.post("/delegations", status_code=204)
def delegate(record: TheRequest, said: ToPerson, caller: TheCaller, office: TheOffice) -> None:
    """Let somebody else answer this one request for you."""
    delegate_one(office, whom_of(record, caller), said.person, reason=said.reason)


@router.post("/approvers", status_code=204)
def add(record: TheRequest, said: ToPerson, caller: TheCaller, office: TheOffice) -> None:
    """Want one person's approval more than the gate does."""
    add_approver(office, whom_of(record, caller), said.person, why=said.reason)


@router.post("/approvers/taken-back", status_code=204)
def take_back(record: TheRequest, said: ToPerson, caller: TheCaller, office: TheOffice) -> None:
    """Do without one you added and who hasn't answered."""
    sure = caller.viewer.assurance
    take_back_approver(office, whom_of(record, caller), said.person, sure=sure)


@router.post("/comments", status_code=201)
def remark(
    record: TheRequest, said: Remark, caller: TheCaller, office: TheOffice, key: Sent = ""
) -> Kept:
    """Say something without answering; the same Idempotency-Key says it once."""
    kept = _id(record, caller, key, "comment")
    whom = whom_of(record, caller)
    new = comment(office, whom, said.text, comment_id=kept, option=said.option)
    return Kept(id=kept, new=new)


@router.post("/questions", status_code=201)
def question(
    record: TheRequest, said: Question, caller: TheCaller, office: TheOffice, key: Sent = ""
) -> Kept:
    """Ask a person: a comment by name and a letter to them."""
    kept = _id(record, caller, key, "question")
    whom = whom_of(record, caller)
    return Kept(id=kept, new=ask_person(office, whom, said.person, said.text, question_id=kept))


@router.post("/snoozes", status_code=204)
def aside(record: TheRequest, said: Aside, caller: TheCaller, office: TheOffice) -> None:
    """Put it aside for yourself; the deadline runs on."""
    moment: datetime | None = said.moment
    snooze(office, whom_of(record, caller), said.until, moment=moment, answer_of=said.answer_of)


@router.post("/snoozes/ended", status_code=204)
def wake(record: TheRequest, caller: TheCaller, office: TheOffice) -> None:
    take_up(office, whom_of(record, caller))


@router.post("/claims", status_code=204)
def take_on(record: TheRequest, caller: TheCaller, office: TheOffice) -> None:
    """Say that you are on it; it keeps nobody from answering."""
    claim(office, whom_of(record, caller))


@router.post("/claims/ended", status_code=204)
def give_back(record: TheRequest, caller: TheCaller, office: TheOffice) -> None:
    release(office, whom_of(record, caller))


@router.post("/withdrawals", status_code=204)
def take_answer_back(
    record: TheRequest, said: Reason, caller: TheCaller, office: TheOffice
) -> None:
    """Take your answer back while nothing of it has left."""
    withdraw(office, whom_of(record, caller), reason=said.reason)


def whom_of(record: RequestRecord, caller: Caller) -> Answer:
    """Who moves something where."""
    return Answer(
        company_id=caller.company_id,
        person_key=caller.person.person_key,
        request_id=record.row.id,
    )


def _id(record: RequestRecord, caller: Caller, key: str, kind: str) -> UUID:
    """One remark a person, request and key."""
    if not key.strip():
        raise ApiRefusal(400, "idempotency-key-missing", "Send an Idempotency-Key.")
    said = f"sopwith:{kind}:{caller.person.person_id}:{record.row.id}:{key.strip()}"
    return uuid5(NAMESPACE_URL, said)
