"""What a page says of its reader by itself: that it is open, and what they have written so far."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form
from pydantic import BaseModel
from starlette.responses import RedirectResponse, Response

from api.deps import TheOffice, ThePerson
from api.routes.inbox import one_of
from gates.gate import Verb
from gates.move import Move
from runtime.drafting import keep_draft
from runtime.looking import leave, look

router = APIRouter()
DONE = 204


class LookForm(BaseModel):
    shown: str = ""
    """The digest of the brief on the page."""
    gone: str = ""


class DraftForm(BaseModel):
    form: str = ""
    """The verb or the move whose form it is."""
    reason: str = ""
    text: str = ""
    quiet: str = ""
    """The page sent it by itself and stays."""


@router.post("/requests/{request_id}/looks")
def looks(
    request_id: UUID, person: ThePerson, office: TheOffice, said: Annotated[LookForm, Form()]
) -> Response:
    if said.gone:
        leave(office, person, request_id)
    else:
        look(office, person, request_id, said.shown)
    return Response(status_code=DONE)


@router.post("/requests/{request_id}/drafts")
def draft(
    request_id: UUID, person: ThePerson, office: TheOffice, said: Annotated[DraftForm, Form()]
) -> Response:
    """Kept; without a script the same button leads back to the request."""
    if one_of(Verb, said.form) or one_of(Move, said.form):
        keep_draft(office, person, request_id, said.form, said.text or said.reason)
    if said.quiet:
        return Response(status_code=DONE)
    return RedirectResponse(f"/requests/{request_id}", 303)
