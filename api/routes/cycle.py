"""The boards of a cycle and across cycles, and setting going again what can't go on."""

from collections.abc import Sequence

from fastapi import APIRouter
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.deps import Desk, TheDesk, TheOffice
from api.errors import NotFound, status_of
from api.gather.board import Board
from api.gather.cycle import cycle_view
from api.gather.cycles import cycles_view
from api.gather.requests import facts_of
from api.gather.working import working
from api.refused import refused_words
from gates.errors import Refusal
from gates.people import Role
from runtime.retrying import MAY_RETRY, CaseUnknown, retry_for
from runtime.settling_wordings import MAY_SETTLE
from store import wordings
from store.reading_absences import last_absences
from store.reading_actions import actions_of
from store.reading_cycles import cycle_of, newest_cycles, present_cycle
from store.reading_inputs import input_requests
from store.reading_plans import plan_of
from store.reading_requests import RequestRecord, open_requests
from store.reading_troubles import stuck_cases, stuck_effects, who_hold
from store.replies import unsettled
from store.tables.cycles import CycleRow

router = APIRouter()
SHOWN = 12


@router.api_route("/cycle", methods=["GET", "HEAD"])
def show(desk: TheDesk) -> HTMLResponse:
    return _board(desk)


@router.api_route("/cycles", methods=["GET", "HEAD"])
def show_all(desk: TheDesk) -> HTMLResponse:
    """The newest cycles, each with every figure of its board."""
    waiting = open_requests(desk.session, desk.company_id)
    newest = newest_cycles(desk.session, desk.company_id, most=SHOWN)
    boards = [_read(desk, cycle, waiting) for cycle in newest]
    return desk.page("cycles/list.html", cycles_view(boards, desk.viewer), at="cycle")


@router.api_route("/cycles/{cycle_id}", methods=["GET", "HEAD"])
def show_one(cycle_id: int, desk: TheDesk) -> HTMLResponse:
    cycle = cycle_of(desk.session, desk.company_id, cycle_id)
    if cycle is None:
        raise NotFound
    return _board(desk, cycle)


@router.post("/cases/{case_id}/retries")
def retry(case_id: str, desk: TheDesk, office: TheOffice) -> Response:
    try:
        retry_for(
            office,
            company_id=desk.company_id,
            person_key=desk.person.person_key,
            case_id=case_id,
        )
    except CaseUnknown as unknown:
        raise NotFound from unknown
    except Refusal as refusal:
        return _board(desk, message=refused_words(refusal), status=status_of(refusal))
    return RedirectResponse("/cycle#h-troubles", 303)


def _board(
    desk: Desk, cycle: CycleRow | None = None, *, message: str = "", status: int = 200
) -> HTMLResponse:
    cycle = cycle or present_cycle(desk.session, desk.company_id)
    if cycle is None:
        return no_cycle(desk, at="cycle")
    board = _read(desk, cycle, open_requests(desk.session, desk.company_id))
    view = cycle_view(board, desk.viewer, message)
    return desk.page("cycle/show.html", view, at="cycle", status=status)


def _read(desk: Desk, cycle: CycleRow, waiting: Sequence[RequestRecord]) -> Board:
    session, company_id = desk.session, desk.company_id
    own = [facts_of(one) for one in waiting if one.row.cycle_id == cycle.id]
    plan = plan_of(session, company_id, cycle.id)
    is_open = cycle.closed_at is None
    settles = is_open and Role(desk.viewer.role) in MAY_SETTLE
    return Board(
        cycle=cycle,
        inputs=input_requests(session, company_id, cycle.id),
        gates=[one for one in own if one.gate.of_cycle],
        actions=actions_of(session, company_id, cycle.id),
        constraints=len(plan.constraints),
        stuck=stuck_cases(session, company_id) if is_open else (),
        unsure=stuck_effects(session, company_id, cycle.id),
        working=working(session, company_id, desk.viewer) if is_open else (),
        absences=last_absences(session, company_id) if is_open else {},
        replies=len(unsettled(session, company_id)) if is_open else 0,
        wordings=wordings.waiting(session, company_id) if settles else 0,
        menders=who_hold(session, company_id, MAY_RETRY),
        commitments=plan.commitments,
        came=plan.came,
    )


def no_cycle(desk: Desk, *, at: str) -> HTMLResponse:
    return desk.page("cycle/none.html", None, at=at)
