"""One action, for whoever holds the link from a letter about it. Nobody signs in.

Opening it changes nothing, however often and by whom; what is sent counts as the letter's reader's.
"""

from typing import Annotated

from fastapi import APIRouter, Depends, Form
from starlette.responses import HTMLResponse, Response

from api.acting_form import Typed, typed_answer
from api.action_desk import TheActionDesk

router = APIRouter()


@router.api_route("/a/{token}", methods=["GET", "HEAD"])
def show(desk: TheActionDesk, done: bool = False) -> HTMLResponse:  # noqa: FBT001, FBT002 a query
    return desk.page(done=done)


@router.post("/a/{token}/who")
def hear_who(desk: TheActionDesk, address: Annotated[str, Form()] = "") -> Response:
    """Once in a browser: a scanner that presses every button doesn't know whom it plays."""
    return desk.hear_who(address)


@router.post("/a/{token}/answers")
def answer(desk: TheActionDesk, typed: Annotated[Typed, Depends(typed_answer)]) -> Response:
    return desk.answer(typed)
