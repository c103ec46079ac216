"""Passkeys: signing in with one, making and ending one's own, and the page of an invitation."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import RedirectResponse, Response

from api.deps import Desk, TheDesk, TheOffice, token_in
from api.entering import enter
from api.errors import status_of
from api.gather.account import account_view
from api.pages import Pages
from api.refused import refused_words
from api.routes.sign_in import own_path, page_to_sign_in
from api.throttle import knock
from api.views.sign_in import JoinView
from gates.errors import Refusal
from runtime import own_passkeys
from runtime.office import Office
from runtime.own_passkeys import InvitationOver
from runtime.signing_in import Way

router = APIRouter()
PRIVATE = {"Referrer-Policy": "no-referrer"}
Answer = Annotated[str, Form()]


def _options(json: str) -> Response:
    return Response(json, media_type="application/json")


@router.post("/sign-in/passkey/options", dependencies=[Depends(knock)])
def ask(office: TheOffice) -> Response:
    return _options(own_passkeys.options_to_sign_in(office))


@router.post("/sign-in/passkey", dependencies=[Depends(knock)])
def sign_in(
    request: Request,
    office: TheOffice,
    answer: Answer = "",
    next: Annotated[str, Form()] = "/inbox",  # noqa: A002 # the form says next
) -> Response:
    try:
        person_id = own_passkeys.sign_in_with(office, answer)
    except Refusal as refusal:
        return page_to_sign_in(request, office, own_path(next), refusal)
    return enter(request, office, person_id, way=Way.PASSKEY, then=own_path(next))


@router.post("/account/passkeys/options")
def ask_to_add(desk: TheDesk, office: TheOffice) -> Response:
    return _options(own_passkeys.options_to_add(office, desk.person))


@router.post("/account/passkeys")
def add(
    request: Request,
    desk: TheDesk,
    office: TheOffice,
    answer: Answer = "",
    name: Annotated[str, Form()] = "",
) -> Response:
    try:
        own_passkeys.add(office, desk.person, answer, name)
    except Refusal as refusal:
        return _refused(request, desk, office, refusal)
    return RedirectResponse("/account", 303)


@router.post("/account/passkeys/ended")
def end(
    request: Request, desk: TheDesk, office: TheOffice, passkey: Annotated[int, Form()]
) -> Response:
    try:
        own_passkeys.end(office, desk.person, passkey)
    except Refusal as refusal:
        return _refused(request, desk, office, refusal)
    return RedirectResponse("/account", 303)


def _refused(request: Request, desk: Desk, office: Office, refusal: Refusal) -> Response:
    view = account_view(desk, office, token_in(request, office), refused_words(refusal))
    return desk.page("account/show.html", view, at="account", status=status_of(refusal))


@router.api_route("/join/{token}", methods=["GET", "HEAD"])
def invitation(request: Request, office: TheOffice, token: str) -> Response:
    """Opening it changes nothing: scanners open links too."""
    return _join_page(request, office, token)


@router.post("/join/{token}/options", dependencies=[Depends(knock)])
def ask_to_join(office: TheOffice, token: str) -> Response:
    return _options(own_passkeys.options_to_join(office, token))


@router.post("/join/{token}", dependencies=[Depends(knock)])
def join(
    request: Request,
    office: TheOffice,
    token: str,
    answer: Answer = "",
    name: Annotated[str, Form()] = "",
) -> Response:
    try:
        person_id = own_passkeys.join(office, token, answer, name)
    except InvitationOver:
        raise
    except Refusal as refusal:
        return _join_page(request, office, token, refusal)
    return enter(request, office, person_id, way=Way.PASSKEY, then="/inbox")


def _join_page(
    request: Request, office: Office, token: str, refusal: Refusal | None = None
) -> Response:
    with office.unfenced() as session:
        _, row = own_passkeys.invited(session, office, token)
    view = JoinView(
        path=f"/join/{token}", name=row.name, message=refused_words(refusal) if refusal else ""
    )
    pages: Pages = request.app.state.pages
    status = status_of(refusal) if refusal else 200
    drawn = pages.draw(request, "sign_in/join.html", view, None, status)
    drawn.headers.update(PRIVATE)
    return drawn
