"""Actions, the history of one, and its owner's answers."""

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.acting_form import Typed, TypedAnswer, read_answer, typed_answer
from api.deps import Desk, TheDesk, TheOffice
from api.errors import NotFound, status_of
from api.gather.actions import actions_view
from api.gather.one_action import one_action
from api.routes.cycle import no_cycle
from gates.errors import Refusal
from runtime.acting import act
from store.reading_actions import actions_of
from store.reading_cycles import present_cycle

router = APIRouter()


@router.api_route("/actions", methods=["GET", "HEAD"])
def show_all(desk: TheDesk) -> HTMLResponse:
    cycle = present_cycle(desk.session, desk.company_id)
    if cycle is None:
        return no_cycle(desk, at="actions")
    records = actions_of(desk.session, desk.company_id, cycle.id)
    return desk.page("actions/list.html", actions_view(records, desk.viewer), at="actions")


@router.api_route("/actions/{action_id}", methods=["GET", "HEAD"])
def show(action_id: int, desk: TheDesk) -> HTMLResponse:
    return _one(action_id, desk)


@router.post("/actions/{action_id}/answers")
def answer(
    action_id: int, desk: TheDesk, office: TheOffice, typed: Annotated[Typed, Depends(typed_answer)]
) -> Response:
    """What its owner says; what is refused is shown again as it was typed."""
    try:
        act(office, desk.company_id, desk.person.person_key, action_id, read_answer(typed))
    except LookupError as unknown:
        raise NotFound from unknown
    except Refusal as refusal:
        return _one(action_id, desk, typed=typed.answer, refusal=refusal)
    return RedirectResponse(f"/actions/{action_id}#h-history", 303)


def _one(
    action_id: int,
    desk: Desk,
    *,
    typed: TypedAnswer | None = None,
    refusal: Refusal | None = None,
) -> HTMLResponse:
    view = one_action(
        desk.session,
        desk.company_id,
        action_id,
        desk.viewer,
        action=f"/actions/{action_id}/answers",
        typed=typed,
        refusal=refusal,
    )
    if view is None:
        raise NotFound
    status = status_of(refusal) if refusal else 200
    return desk.page("actions/show.html", view, at="actions", status=status)
