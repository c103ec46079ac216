"""Asking to look at a decided matter again."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form
from pydantic import BaseModel, Field
from starlette.responses import RedirectResponse, Response

from api.deps import TheDesk, TheOffice
from api.routes.requests import TheRequest
from gates.deciding import REASON_MAX_CHARS
from runtime.reopening import Plea, ask_to_look_again

router = APIRouter()


class ReopeningForm(BaseModel):
    fact: str = ""
    reason: str = Field(default="", max_length=REASON_MAX_CHARS)


@router.post("/requests/{request_id}/reopenings")
def create(
    facts: TheRequest, form: Annotated[ReopeningForm, Form()], desk: TheDesk, office: TheOffice
) -> Response:
    """A refusal says who decided it, when and what, and leads there."""
    ask_to_look_again(
        office,
        Plea(
            company_id=desk.company_id,
            person_key=desk.person.person_key,
            request_id=UUID(facts.request_id),
            fact=form.fact,
            reason=form.reason,
        ),
    )
    return RedirectResponse(f"/requests/{facts.request_id}", 303)
