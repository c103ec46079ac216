"""The cycle board."""

from fastapi import APIRouter
from starlette.responses import HTMLResponse

from api.deps import TheDesk
from api.gather.cycle import Board, cycle_view
from api.gather.requests import facts_of
from store.reading_actions import actions_of
from store.reading_cycles import present_cycle
from store.reading_inputs import input_requests
from store.reading_plans import constraints
from store.reading_requests import open_requests

router = APIRouter()


@router.api_route("/cycle", methods=["GET", "HEAD"])
def show(desk: TheDesk) -> HTMLResponse:
    cycle = present_cycle(desk.session, desk.company_id)
    if cycle is None:
        return no_cycle(desk, at="cycle")
    waiting = [facts_of(record) for record in open_requests(desk.session, desk.company_id)]
    board = Board(
        cycle=cycle,
        inputs=input_requests(desk.session, desk.company_id, cycle.id),
        gates=waiting,
        actions=actions_of(desk.session, desk.company_id, cycle.id),
        constraints=len(constraints(desk.session, desk.company_id, cycle.id)),
    )
    return desk.page("cycle/show.html", cycle_view(board, desk.viewer), at="cycle")


def no_cycle(desk: TheDesk, *, at: str) -> HTMLResponse:
    return desk.page("cycle/none.html", None, at=at)
