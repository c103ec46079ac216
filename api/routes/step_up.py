"""Confirming that it is you, on the way to an answer: what was filled in comes back with you."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Form, Request
from pydantic import BaseModel
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.deps import Desk, TheDesk, TheOffice, token_in
from api.entering import keep
from api.errors import NotFound
from api.routes.requests import TheRequest
from api.views.confirm import Asked, confirm_view
from api.views.decision import RequestFacts
from api.views.moves import Move
from api.views.sign_in import StepUpView
from gates.errors import StepUpNeeded
from gates.gate import Verb
from gates.tiers import Assurance
from runtime.office import Office
from runtime.signing_in import prove_again

router = APIRouter()
NOTHING: Mapping[str, Any] = MappingProxyType({})


class DecisionForm(BaseModel):
    decision_id: UUID
    brief_sha256: str
    verb: Verb
    choice: str | None = None
    reason: str = ""
    seat: str | None = None
    condition: str = ""
    until: str = ""
    fallback: str = ""


class StepUpForm(DecisionForm):
    person_id: int


@router.post("/requests/{request_id}/step-up")
def step_up(
    request: Request,
    facts: TheRequest,
    form: Annotated[StepUpForm, Form()],
    desk: TheDesk,
    office: TheOffice,
) -> Response:
    """Signing in again as oneself; then the confirm step as it was left."""
    token = _prove(request, desk, office, form.person_id)
    viewer = desk.sure(Assurance.STEPPED_UP)
    asked = Asked(**form.model_dump(exclude={"person_id"}))
    page = desk.page("requests/confirm.html", confirm_view(facts, viewer, asked), at="inbox")
    return keep(page, office, token)


@router.post("/requests/{request_id}/moves/{move}/step-up")
def step_up_to_move(
    request: Request,
    facts: TheRequest,
    move: Move,
    person_id: Annotated[int, Form()],
    desk: TheDesk,
    office: TheOffice,
) -> Response:
    """Signing in again as oneself; then the move's form."""
    token = _prove(request, desk, office, person_id)
    form = RedirectResponse(f"/requests/{facts.request_id}/moves/{move.value}", 303)
    return keep(form, office, token)


def _prove(request: Request, desk: Desk, office: Office, person_id: int) -> str:
    """The browser's next token, where its holder said once more who they are."""
    known = desk.development and prove_again(office, token_in(request, office), person_id)
    if not known:
        raise NotFound
    return known


def show_step_up(facts: RequestFacts, form: DecisionForm, desk: Desk) -> HTMLResponse:
    """Ask who it is, and carry along what they were about to sign."""
    return ask_who(facts, desk, filled=form.model_dump(mode="json", exclude_none=True))


def ask_who(
    facts: RequestFacts, desk: Desk, *, then: str = "", filled: Mapping[str, Any] = NOTHING
) -> HTMLResponse:
    """Ask who it is, on the way to `then`, a place of the request."""
    path = f"/requests/{facts.request_id}"
    view = StepUpView(
        path=path,
        action="/".join(part for part in (path, then, "step-up") if part),
        question=facts.brief.question,
        message=StepUpNeeded().message,
        person_id=str(desk.person.person_id),
        name=desk.person.name,
        title=desk.person.title,
        development=desk.development,
        filled=tuple((name, str(value)) for name, value in filled.items()),
    )
    return desk.page("requests/step_up.html", view, at="inbox", status=403)
