"""Tokens of programs: made and ended on one's account page. The token is shown once."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from api.deps import TheDesk, TheOffice, token_in
from api.errors import status_of
from api.gather.account import account_view
from api.refused import refused_words
from gates.access import Scope
from gates.errors import Refusal
from runtime.api_tokens import TokenUnclear, end, make

router = APIRouter()


@router.post("/account/tokens")
def create(
    request: Request,
    desk: TheDesk,
    office: TheOffice,
    name: Annotated[str, Form()] = "",
    scopes: Annotated[tuple[str, ...], Form()] = (),
    days: Annotated[str, Form()] = "",
) -> Response:
    made, message, status = "", "", 200
    try:
        made = make(office, desk.person, name, *_read(scopes, days))
    except Refusal as refusal:
        message, status = refused_words(refusal), status_of(refusal)
    view = account_view(desk, office, token_in(request, office), message, made=made)
    return desk.page("account/show.html", view, at="account", status=status)


def _read(scopes: tuple[str, ...], days: str) -> tuple[list[Scope], int]:
    try:
        return [Scope(one) for one in scopes], int(days)
    except ValueError as error:
        raise TokenUnclear from error


@router.post("/account/tokens/ended")
def finish(desk: TheDesk, office: TheOffice, token: Annotated[int, Form()]) -> Response:
    end(office, desk.person, token)
    return RedirectResponse("/account#h-tokens", 303)
