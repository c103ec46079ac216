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
from api.refused import refused_words
from api.routes.requests import TheRequest
from api.routes.sign_in import provider_name
from api.views.confirm import Asked, confirm_view
from api.views.decision import RequestFacts
from api.views.sign_in import StepUpView
from gates.errors import Refusal, StepUpNeeded
from gates.gate import Verb
from gates.move import Move
from gates.tiers import Assurance
from runtime.confirming_identity import Matter, ask_to_confirm, confirm
from runtime.office import Office
from runtime.signing_in import prove_again
from store.passkeys import of_person

router = APIRouter()
NOTHING: Mapping[str, Any] = MappingProxyType({})
PROOF = {"person_id", "answer"}


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


class Proof(BaseModel):
    """By a passkey's answer; in development by saying who one is."""

    person_id: int | None = None
    answer: str = ""


class StepUpForm(DecisionForm, Proof):
    pass


def matter_of(facts: RequestFacts, form: DecisionForm) -> Matter:
    """What is confirmed: this answer to this question, over what was shown."""
    return {
        "request": str(facts.request_id),
        "brief_sha256": form.brief_sha256,
        "verb": form.verb.value,
        "choice": form.choice or None,
        "seat": form.seat or None,
    }


def matter_of_move(facts: RequestFacts, move: Move) -> Matter:
    request, brief = str(facts.request_id), facts.brief_sha256
    return {"request": request, "brief_sha256": brief, "move": move.value}


@router.post("/requests/{request_id}/step-up/options")
def ask(
    facts: TheRequest, form: Annotated[DecisionForm, Form()], desk: TheDesk, office: TheOffice
) -> Response:
    options = ask_to_confirm(office, desk.person, matter_of(facts, form))
    return Response(options, media_type="application/json")


@router.post("/requests/{request_id}/step-up")
def step_up(
    request: Request,
    facts: TheRequest,
    form: Annotated[StepUpForm, Form()],
    desk: TheDesk,
    office: TheOffice,
) -> Response:
    """Proving it is oneself; then the confirm step as it was left."""
    try:
        token = _prove(request, desk, office, form, matter_of(facts, form))
    except Refusal as refusal:
        filled = form.model_dump(mode="json", exclude_none=True, exclude=PROOF)
        return ask_who(facts, desk, filled=filled, refused=refused_words(refusal))
    viewer = desk.sure(Assurance.STEPPED_UP)
    asked = Asked(**form.model_dump(exclude=PROOF))
    page = desk.page("requests/confirm.html", confirm_view(facts, viewer, asked), at="inbox")
    return keep(page, office, token)


@router.post("/requests/{request_id}/moves/{move}/step-up/options")
def ask_about_move(facts: TheRequest, move: Move, desk: TheDesk, office: TheOffice) -> Response:
    options = ask_to_confirm(office, desk.person, matter_of_move(facts, move))
    return Response(options, media_type="application/json")


@router.post("/requests/{request_id}/moves/{move}/step-up")
def step_up_to_move(
    request: Request,
    facts: TheRequest,
    move: Move,
    proof: Annotated[Proof, Form()],
    desk: TheDesk,
    office: TheOffice,
) -> Response:
    """Proving it is oneself; then the move's form."""
    try:
        token = _prove(request, desk, office, proof, matter_of_move(facts, move))
    except Refusal as refusal:
        return ask_who(facts, desk, then=f"moves/{move.value}", refused=refused_words(refusal))
    form = RedirectResponse(f"/requests/{facts.request_id}/moves/{move.value}", 303)
    return keep(form, office, token)


def _prove(request: Request, desk: Desk, office: Office, proof: Proof, matter: Matter) -> str:
    """The browser's next token, where its holder proved once more who they are."""
    token = token_in(request, office)
    if proof.person_id is None:
        return confirm(office, desk.person, token, matter, proof.answer)
    known = prove_again(office, token, proof.person_id) if desk.development else None
    if known is None:
        raise NotFound
    return known


def show_step_up(facts: RequestFacts, form: DecisionForm, desk: Desk) -> HTMLResponse:
    """Ask who it is, and carry along what they were about to sign."""
    return ask_who(facts, desk, filled=form.model_dump(mode="json", exclude_none=True))


def ask_who(
    facts: RequestFacts,
    desk: Desk,
    *,
    then: str = "",
    filled: Mapping[str, Any] = NOTHING,
    refused: str = "",
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
        provider="" if then else provider_name(desk.request.app.state.office),
        passkeys=bool(of_person(desk.session, desk.person.person_id)),
        refused=refused,
        filled=tuple((name, str(value)) for name, value in filled.items()),
    )
    return desk.page("requests/step_up.html", view, at="inbox", status=403)
