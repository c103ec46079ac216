"""Signing in, and confirming that it is you, at the company's own sign-in."""

from secrets import compare_digest
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import Response

from api.deps import TheDesk, TheOffice, desk_of, the_person, token_in
from api.entering import enter, keep
from api.errors import NotFound
from api.pages import Pages
from api.routes.requests import TheRequest, the_request
from api.routes.sign_in import own_path, page_to_sign_in
from api.routes.step_up import DecisionForm
from api.throttle import knock
from api.views.confirm import Asked, confirm_view
from api.views.sign_in import LeavingView
from gates.errors import Refusal
from gates.tiers import Assurance
from runtime.office import Office
from runtime.provider.going import Back, Going, come_back, go
from runtime.provider.id_token import NotFromProvider
from runtime.provider.recognising import recognise
from runtime.signing_in import Way, prove_again

router = APIRouter()
STATE = "sopwith_state"
STATE_S = 600


@router.post("/sign-in/provider", dependencies=[Depends(knock)])
def leave(
    request: Request,
    office: TheOffice,
    next: Annotated[str, Form()] = "/inbox",  # noqa: A002 # the form says next
) -> Response:
    _must_be_connected(office)
    try:
        return _send(request, office, go(office, {"next": own_path(next)}))
    except Refusal as refusal:
        return page_to_sign_in(request, office, own_path(next), refusal)


@router.post("/requests/{request_id}/step-up/provider")
def leave_to_confirm(
    request: Request,
    facts: TheRequest,
    form: Annotated[DecisionForm, Form()],
    desk: TheDesk,
    office: TheOffice,
) -> Response:
    _must_be_connected(office)
    kept = {"request": str(facts.request_id), "form": form.model_dump(mode="json")}
    return _send(request, office, go(office, kept, confirms=desk.person))


@router.api_route("/sign-in/callback", methods=["GET", "HEAD"], dependencies=[Depends(knock)])
def back(request: Request, office: TheOffice, state: str = "", code: str = "") -> Response:
    """Only the browser that left comes back: it has the state it left with."""
    _must_be_connected(office)
    try:
        if not state or not compare_digest(request.cookies.get(STATE, ""), state):
            raise NotFromProvider
        came = come_back(office, state, code)
        person_id = recognise(office, came.known)
    except Refusal as refusal:
        return page_to_sign_in(request, office, "/inbox", refusal)
    if came.confirms_id is None:
        then = own_path(str(came.kept["next"]))
        answer = enter(request, office, person_id, way=Way.PROVIDER, then=then)
    else:
        answer = _confirmed(request, office, came, person_id)
    answer.delete_cookie(STATE)
    return answer


def _confirmed(request: Request, office: Office, came: Back, person_id: int) -> Response:
    """The confirm step as it was left, in a browser that is sure of its holder again."""
    who = the_person(request, office)
    same = person_id == came.confirms_id == who.person_id
    token = prove_again(office, token_in(request, office), person_id) if same else None
    if token is None:
        raise NotFromProvider("Somebody else signed in there. Nothing was decided.")
    form: dict[str, Any] = came.kept["form"]
    with office.sessions(who.company_id) as session:
        desk = desk_of(request, office, who, session)
        facts = the_request(UUID(came.kept["request"]), desk)
        asked = Asked(**DecisionForm(**form).model_dump())
        view = confirm_view(facts, desk.sure(Assurance.STEPPED_UP), asked)
        page = desk.page("requests/confirm.html", view, at="inbox")
    return keep(page, office, token)


def _send(request: Request, office: Office, going: Going) -> Response:
    """A page that goes on by itself: a form may post to nobody but us, so it can't redirect."""
    pages: Pages = request.app.state.pages
    view = LeavingView(address=going.address, name=office.settings.oidc_name)
    page = pages.draw(request, "sign_in/leaving.html", view, None)
    page.headers["Refresh"] = f"0; url={going.address}"
    page.headers["Referrer-Policy"] = "no-referrer"
    secure = office.settings.base_url.startswith("https:")
    page.set_cookie(
        STATE, going.state, max_age=STATE_S, httponly=True, samesite="lax", secure=secure
    )
    return page


def _must_be_connected(office: Office) -> None:
    if not office.settings.oidc_issuer:
        raise NotFound
