"""Keeping a filter of the inbox under a name, and letting it go."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form
from pydantic import BaseModel, Field
from starlette.responses import RedirectResponse, Response

from api.deps import TheDesk, TheOffice
from api.routes.inbox import InboxQuery, filters_of
from api.views.inbox_page import said_of
from api.views.saved import MOST
from store import saved_views

router = APIRouter()


class ViewForm(InboxQuery):
    name: str = Field("", max_length=60)
    shared: str = ""


class DropForm(BaseModel):
    view: int = Field(ge=1, lt=2**31)


@router.post("/inbox/views")
def save(desk: TheDesk, office: TheOffice, form: Annotated[ViewForm, Form()]) -> Response:
    """Under a name of one's own that is taken, the newer one stands."""
    said, name = said_of(filters_of(form)), form.name.strip()
    mine = saved_views.count(desk.session, desk.person.person_id)
    if said and name and mine < MOST:
        saved_views.save(
            desk.session,
            saved_views.NewView(
                company_id=desk.company_id,
                person_id=desk.person.person_id,
                name=name,
                filters=said,
                shared=bool(form.shared),
            ),
            at=office.now(),
        )
    return RedirectResponse(f"/inbox?{urlencode(said)}", 303)


@router.post("/inbox/views/dropped")
def drop(desk: TheDesk, form: Annotated[DropForm, Form()]) -> Response:
    saved_views.drop(desk.session, desk.company_id, desk.person.person_id, form.view)
    return RedirectResponse("/inbox", 303)
