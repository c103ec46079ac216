"""Requests for agent-inbox: a view to read, and answers that go to the decision service.

Served under our own address with the person's own session; no key answers, and no state of a
graph can be written.
"""

from typing import Annotated, Any
from uuid import NAMESPACE_URL, UUID, uuid5

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field
from starlette.responses import Response

from api.deps import TheOffice
from api.gather.inbox import inbox_lists
from api.gather.requests import facts_of
from api.v1.calling import Caller, Reading, TheCaller, needs
from api.v1.deciding import a_person
from api.v1.problems import ApiRefusal
from api.v1.reading import NOTHING_THERE
from api.v1.threads import (
    BETWEEN,
    GRAPH,
    HumanResponse,
    NotOffered,
    Thread,
    said_by,
    thread_id,
    thread_of,
)
from api.views.decision import RequestFacts
from api.views.inbox import Order, Split
from api.views.listing import Line, ranked
from gates.access import Scope
from gates.deciding import Ballot
from gates.errors import BriefMoved
from runtime.deciding import Answer, record_ballot
from runtime.office import Office
from store.reading_requests import records_of, request_record

router = APIRouter(prefix="/agent-inbox", dependencies=[Depends(needs(Scope.WORK))])
MOST = 100
SPLITS = {"interrupted": Split.DECIDE, "idle": Split.DONE}
EVENT = {
    "type": "object",
    "properties": {"event": {"type": "string"}, "data": {"type": "string"}},
    "required": ["event", "data"],
}
DONE = "event: metadata\ndata: {said}\n\nevent: end\ndata: null\n\n"


class Info(BaseModel):
    version: str
    graph_id: str = GRAPH


class Search(BaseModel):
    limit: int = Field(default=10, ge=1, le=MOST)
    offset: int = Field(default=0, ge=0, le=1_000_000)
    status: str | None = None
    metadata: dict[str, Any] = Field(default_factory=dict)


class Command(BaseModel):
    resume: list[HumanResponse] = Field(min_length=1, max_length=1)


class RunIn(BaseModel):
    command: Command


class Run(BaseModel):
    """What was recorded, as the run that it would be there."""

    run_id: UUID
    thread_id: str
    assistant_id: str = GRAPH
    status: str = "success"


@router.get("/info")
def info() -> Info:
    return Info(version="1")


@router.post("/threads/search")
def search(said: Search, caller: TheCaller, session: Reading, office: TheOffice) -> list[Thread]:
    """What waits for the caller, what costs most a day first; `idle` for what is done."""
    split = SPLITS.get(said.status or "interrupted")
    if split is None or said.metadata.get("graph_id", GRAPH) != GRAPH:
        return []
    lines = ranked(inbox_lists(session, caller.person, caller.viewer)[split], Order.COST)
    ids = [one.request_id for one in lines if isinstance(one, Line)]
    part = ids[said.offset : said.offset + said.limit]
    found = {one.row.id: one for one in records_of(session, caller.company_id, part)}
    return [_told(office, facts_of(found[one])) for one in part]


def the_facts(thread: str, caller: TheCaller, session: Reading) -> RequestFacts:
    """The request of a thread in the caller's company, as it stands now."""
    try:
        request_id = UUID(thread.partition(BETWEEN)[0])
    except ValueError as error:
        raise ApiRefusal(404, "not-found", NOTHING_THERE) from error
    record = request_record(session, caller.company_id, request_id)
    if record is None:
        raise ApiRefusal(404, "not-found", NOTHING_THERE)
    return facts_of(record)


TheFacts = Annotated[RequestFacts, Depends(the_facts, scope="function")]


@router.get("/threads/{thread}")
def thread(facts: TheFacts, office: TheOffice) -> Thread:
    """One request, always with the content that stands now."""
    return _told(office, facts)


@router.post("/threads/{thread}/state")
def write_state(facts: TheFacts) -> None:
    """Refused: a state is written by our worker, from what people decided."""
    raise ApiRefusal(403, "no-state-is-written", "Answer it, or snooze it on its page.")


@router.post("/threads/{thread}/runs", dependencies=[Depends(a_person)])
def run(thread: str, said: RunIn, facts: TheFacts, caller: TheCaller, office: TheOffice) -> Run:
    """An answer, as the signed-in person, over exactly the content its thread showed."""
    return _answered(thread, said, facts, caller, office)


@router.post(
    "/threads/{thread}/runs/stream",
    dependencies=[Depends(a_person)],
    response_class=Response,
    responses={200: {"content": {"text/event-stream": {"schema": EVENT}}}},
)
def stream(
    thread: str, said: RunIn, facts: TheFacts, caller: TheCaller, office: TheOffice
) -> Response:
    """The same for who listens: there is nothing more to hear."""
    made = _answered(thread, said, facts, caller, office)
    body = DONE.format(said=made.model_dump_json())
    return Response(body, media_type="text/event-stream")


def _told(office: Office, facts: RequestFacts) -> Thread:
    return thread_of(facts, f"{office.settings.base_url.rstrip('/')}/requests/{facts.request_id}")


def _answered(thread: str, said: RunIn, facts: RequestFacts, caller: Caller, office: Office) -> Run:
    if Scope.DECIDE not in caller.scopes:
        raise ApiRefusal(403, "out-of-scope", f"This needs the scope {Scope.DECIDE.value}.")
    response = said.command.resume[0]
    try:
        meant = said_by(response, facts.gate, facts.brief)
    except NotOffered as refused:
        raise ApiRefusal(422, "not-offered", str(refused)) from refused
    key = f"sopwith:{caller.person.person_id}:{thread}:{response.model_dump_json()}"
    ballot = Ballot(
        decision_id=uuid5(NAMESPACE_URL, key),
        verb=meant.verb,
        brief_sha256=thread.partition(BETWEEN)[2],
        choice=meant.choice,
        reason=meant.reason,
        assurance=caller.viewer.assurance,
    )
    answer = Answer(
        company_id=caller.company_id,
        person_key=caller.person.person_key,
        request_id=UUID(facts.request_id),
    )
    try:
        receipt = record_ballot(office, answer, ballot)
    except BriefMoved as moved:
        raise ApiRefusal(412, "BriefMoved", moved.message, current=thread_id(facts)) from moved
    return Run(run_id=receipt.decision.decision_id, thread_id=thread)
