"""What can be read: requests with their briefs, decisions, commitments, actions."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response

from api.deps import TheOffice
from api.v1.calling import Reading, TheCaller, needs
from api.v1.models import Actions, Commitments, Decisions, Requests, RequestWithBrief
from api.v1.problems import ApiRefusal
from api.v1.telling import (
    action_out,
    brief_out,
    commitment_out,
    decision_out,
    request_out,
)
from gates.access import Scope
from store.pages import decisions_after, requests_after
from store.reading_actions import actions_of
from store.reading_cycles import present_cycle
from store.reading_plans import plan_of
from store.reading_requests import RequestRecord, request_record
from store.tables.cycles import CycleRow

router = APIRouter(dependencies=[Depends(needs(Scope.WORK))])
MOST = 100
Limit = Annotated[int, Query(ge=1, le=MOST, description="how many at most")]
After = Annotated[UUID | None, Query(description="what the part before said under next")]
NOTHING_THERE = "There is nothing at this address, or it isn't yours to see."


def the_request(request_id: UUID, caller: TheCaller, session: Reading) -> RequestRecord:
    """The request in the caller's own company; any other is not found."""
    record = request_record(session, caller.company_id, request_id)
    if record is None:
        raise ApiRefusal(404, "not-found", NOTHING_THERE)
    return record


TheRequest = Annotated[RequestRecord, Depends(the_request, scope="function")]


@router.get("/requests")
def requests(
    caller: TheCaller,
    session: Reading,
    office: TheOffice,
    only_open: bool = True,  # noqa: FBT001, FBT002 in the address
    after: After = None,
    limit: Limit = MOST,
) -> Requests:
    """What waits for people, oldest first; all that ever waited where only_open is false."""
    found = requests_after(session, caller.company_id, after, limit, only_open=only_open)
    base = office.settings.base_url
    more = str(found[-1].row.id) if len(found) == limit else None
    return Requests(items=[request_out(record, base) for record in found], next=more)


@router.get("/requests/{request_id}")
def request(record: TheRequest, office: TheOffice, response: Response) -> RequestWithBrief:
    """One request and the exact content people are shown. Its ETag is that content's hash."""
    response.headers["ETag"] = f'"{record.row.brief_sha256}"'
    said = request_out(record, office.settings.base_url)
    return RequestWithBrief(**said.model_dump(), brief=brief_out(record))


@router.get("/decisions", dependencies=[Depends(needs(Scope.RECORD))])
def decisions(
    caller: TheCaller, session: Reading, after: After = None, limit: Limit = MOST
) -> Decisions:
    """Every decision in the order they were made; after one of them goes on from there."""
    found = decisions_after(session, caller.company_id, after, limit)
    more = str(found[-1].row.id) if len(found) == limit else None
    return Decisions(items=[decision_out(line) for line in found], next=more)


@router.get("/commitments")
def commitments(caller: TheCaller, session: Reading) -> Commitments:
    """What the present cycle's locked plan promises; empty before it is locked."""
    cycle = _cycle(caller, session)
    plan = plan_of(session, caller.company_id, cycle.id)
    version = plan.version.version if plan.version else 0
    items = [commitment_out(row, version) for row in plan.commitments]
    return Commitments(cycle=cycle.name, items=items)


@router.get("/actions")
def actions(caller: TheCaller, session: Reading) -> Actions:
    """What the present cycle set off: whose, by when, and how far it is."""
    cycle = _cycle(caller, session)
    found = actions_of(session, caller.company_id, cycle.id)
    return Actions(cycle=cycle.name, items=[action_out(record) for record in found])


def _cycle(caller: TheCaller, session: Reading) -> CycleRow:
    cycle = present_cycle(session, caller.company_id)
    if cycle is None:
        raise ApiRefusal(404, "no-cycle", "No cycle was opened yet.")
    return cycle
