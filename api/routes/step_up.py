"""Confirming that it is you, on the way to an answer: what was filled in comes back with you."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from pydantic import BaseModel
from starlette.responses import HTMLResponse

from api.deps import Desk, TheDesk, TheOffice, cookie_name
from api.errors import NotFound
from api.routes.requests import TheRequest
from api.views.confirm import Asked, confirm_view
from api.views.decision import RequestFacts
from api.views.sign_in import StepUpView
from gates.errors import StepUpNeeded
from gates.gate import Verb
from gates.tiers import Assurance
from runtime.signing_in import prove_again

router = APIRouter()


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
) -> HTMLResponse:
    """Signing in again as oneself; then the confirm step as it was left."""
    token = request.cookies.get(cookie_name(office), "")
    proven = desk.development and prove_again(office, token, form.person_id)
    if not proven:
        raise NotFound
    viewer = desk.sure(Assurance.STEPPED_UP)
    asked = Asked(**form.model_dump(exclude={"person_id"}))
    return desk.page("requests/confirm.html", confirm_view(facts, viewer, asked), at="inbox")


def show_step_up(facts: RequestFacts, form: DecisionForm, desk: Desk) -> HTMLResponse:
    """Ask who it is, and carry along what they were about to sign."""
    filled = form.model_dump(mode="json", exclude_none=True)
    view = StepUpView(
        path=f"/requests/{facts.request_id}",
        question=facts.brief.question,
        message=StepUpNeeded().message,
        person_id=str(desk.person.person_id),
        name=desk.person.name,
        title=desk.person.title,
        development=desk.development,
        filled=tuple((name, str(value)) for name, value in filled.items()),
    )
    return desk.page("requests/step_up.html", view, at="inbox", status=403)
