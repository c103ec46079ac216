"""Actions, the history of one, and its owner's answers."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.acting_form import Typed, TypedAnswer, read_answer, typed_answer
from api.deps import Desk, TheDesk, TheOffice
from api.errors import NotFound, status_of
from api.gather.acting import acting_form, as_typed
from api.gather.actions import action_page, actions_view
from api.refused import refused_words
from api.routes.cycle import no_cycle
from gates.errors import Refusal
from runtime.acting import act
from store.people import everyone
from store.reading_actions import action_record, actions_of, updates_of
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
    record = action_record(desk.session, desk.company_id, action_id)
    if record is None:
        raise NotFound
    siblings = actions_of(desk.session, desk.company_id, record.row.cycle_id)
    titled = {one.row.key: one.row.title for one in siblings}
    updates = updates_of(desk.session, desk.company_id, action_id)
    form = acting_form(record, everyone(desk.session, desk.company_id), desk.viewer)
    if typed is not None and refusal is not None:
        form = as_typed(form, typed, refused_words(refusal))
    view = action_page(record, updates, titled, desk.viewer, form)
    message = refused_words(refusal) if refusal and form is None else ""
    status = status_of(refusal) if refusal else 200
    return desk.page(
        "actions/show.html", replace(view, message=message), at="actions", status=status
    )
