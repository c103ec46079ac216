"""The cycle board, and setting going again what can't go on."""

from fastapi import APIRouter
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.deps import Desk, TheDesk, TheOffice
from api.errors import NotFound, status_of
from api.gather.cycle import Board, cycle_view
from api.gather.requests import facts_of
from api.gather.working import working
from api.refused import refused_words
from gates.errors import Refusal
from runtime.retrying import MAY_RETRY, CaseUnknown, retry_for
from store.reading_absences import last_absences
from store.reading_actions import actions_of
from store.reading_cycles import present_cycle
from store.reading_inputs import input_requests
from store.reading_plans import constraints
from store.reading_requests import open_requests
from store.reading_troubles import stuck_cases, stuck_effects, who_hold
from store.replies import unsettled
from store.tables.cycles import CycleRow

router = APIRouter()


@router.api_route("/cycle", methods=["GET", "HEAD"])
def show(desk: TheDesk) -> HTMLResponse:
    return _board(desk)


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


def _board(desk: Desk, *, message: str = "", status: int = 200) -> HTMLResponse:
    cycle = present_cycle(desk.session, desk.company_id)
    if cycle is None:
        return no_cycle(desk, at="cycle")
    view = cycle_view(_read(desk, cycle), desk.viewer, message)
    return desk.page("cycle/show.html", view, at="cycle", status=status)


def _read(desk: Desk, cycle: CycleRow) -> Board:
    session, company_id = desk.session, desk.company_id
    return Board(
        cycle=cycle,
        inputs=input_requests(session, company_id, cycle.id),
        gates=[
            one for one in map(facts_of, open_requests(session, company_id)) if one.gate.of_cycle
        ],
        actions=actions_of(session, company_id, cycle.id),
        constraints=len(constraints(session, company_id, cycle.id)),
        stuck=stuck_cases(session, company_id),
        unsure=stuck_effects(session, company_id, cycle.id),
        absences=last_absences(session, company_id),
        replies=len(unsettled(session, company_id)),
        working=working(session, company_id, desk.viewer),
        menders=who_hold(session, company_id, MAY_RETRY),
    )


def no_cycle(desk: Desk, *, at: str) -> HTMLResponse:
    return desk.page("cycle/none.html", None, at=at)
