"""Asking something about a request: what stands in it answers at once, else a person is asked."""

from dataclasses import replace
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.deps import Desk, TheDesk, TheOffice
from api.errors import status_of
from api.gather.asking import ask_view
from api.refused import refused_words
from api.routes.moves import answer_of
from api.routes.requests import TheRequest
from api.views.decision import RequestFacts
from gates.errors import Refusal
from runtime.asking_person import ask_person
from store.directory import directory_of

router = APIRouter()
QUESTION_MAX_CHARS = 500


@router.api_route("/requests/{request_id}/ask", methods=["GET", "HEAD"])
def show(facts: TheRequest, desk: TheDesk, q: str = "") -> HTMLResponse:
    """Only reads: nobody is told, and nothing is kept, of what was asked here."""
    return _page(facts, desk, q)


@router.post("/requests/{request_id}/questions")
def pass_on(
    facts: TheRequest,
    desk: TheDesk,
    office: TheOffice,
    question_id: Annotated[UUID, Form()],
    person: Annotated[str, Form()] = "",
    text: Annotated[str, Form()] = "",
) -> Response:
    try:
        ask_person(office, answer_of(facts, desk), person, text, question_id=question_id)
    except Refusal as refusal:
        said, status = refused_words(refusal), status_of(refusal)
        return _page(facts, desk, text, refused=said, status=status)
    return RedirectResponse(f"/requests/{facts.request_id}#h-record", 303)


def _page(
    facts: RequestFacts, desk: Desk, question: str, *, refused: str = "", status: int = 200
) -> HTMLResponse:
    members = directory_of(desk.session, desk.company_id).members
    asked = question.strip()[:QUESTION_MAX_CHARS]
    view = ask_view(desk.session, facts, desk.viewer, members, asked)
    view = replace(view, refused=refused)
    return desk.page("requests/ask.html", view, at="inbox", status=status)
