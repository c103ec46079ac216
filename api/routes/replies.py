"""Replies that wait for somebody to read them, and saying what one means."""

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.deps import Desk, TheDesk, TheOffice
from api.errors import UNPROCESSABLE, NotFound, status_of
from api.gather.replies import reply_line, reply_view
from api.reading_form import ReadingForm, read_form
from api.refused import refused_words
from api.views.replies import RepliesView
from gates.errors import Refusal
from runtime.correcting_reading import NotThere, correct_reading
from store.people import everyone
from store.replies import reply, unsettled

router = APIRouter()


@router.api_route("/replies", methods=["GET", "HEAD"])
def show_all(desk: TheDesk) -> HTMLResponse:
    names = {who.person_id: who.name for who in everyone(desk.session, desk.company_id)}
    rows = unsettled(desk.session, desk.company_id)
    view = RepliesView(lines=tuple(reply_line(row, names, desk.viewer) for row in rows))
    return desk.page("replies/list.html", view, at="cycle")


@router.api_route("/replies/{reply_id}", methods=["GET", "HEAD"])
def show(reply_id: int, desk: TheDesk) -> HTMLResponse:
    return _one(reply_id, desk)


@router.post("/replies/{reply_id}/reading")
def read(
    reply_id: int, form: Annotated[ReadingForm, Form()], desk: TheDesk, office: TheOffice
) -> Response:
    said, wrong = read_form(form)
    if said is None:
        return _one(reply_id, desk, typed=form, wrong=wrong, status=UNPROCESSABLE)
    try:
        correct_reading(
            office,
            company_id=desk.company_id,
            person_key=desk.person.person_key,
            message_id=reply_id,
            said=said,
        )
    except NotThere as missing:
        raise NotFound from missing
    except Refusal as refusal:
        status = status_of(refusal)
        return _one(reply_id, desk, typed=form, message=refused_words(refusal), status=status)
    return RedirectResponse(f"/replies/{reply_id}", 303)


def _one(
    reply_id: int,
    desk: Desk,
    *,
    typed: ReadingForm | None = None,
    wrong: dict[str, str] | None = None,
    message: str = "",
    status: int = 200,
) -> HTMLResponse:
    row = reply(desk.session, desk.company_id, reply_id)
    if row is None:
        raise NotFound
    people = everyone(desk.session, desk.company_id)
    view = reply_view(row, people, desk.viewer, typed=typed, wrong=wrong, message=message)
    return desk.page("replies/show.html", view, at="cycle", status=status)
