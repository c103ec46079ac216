"""Approve with changes, before the signature. Recomputing takes seconds; no transaction waits."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from api.deps import TheOffice, ThePerson, desk_of
from api.errors import status_of
from api.routes.moves import Sent, first, refused_as, show_form
from api.routes.requests import the_request
from gates.errors import Refusal
from gates.move import Move
from runtime.changing import change_option
from runtime.deciding import Answer
from runtime.office import Office
from runtime.signing_in import SignedIn

router = APIRouter()


@router.post("/requests/{request_id}/changes")
def create(
    request_id: UUID, request: Request, person: ThePerson, office: TheOffice, sent: Sent
) -> Response:
    """The changed option, beside the others; or the form again with what is allowed."""
    whom = Answer(company_id=person.company_id, person_key=person.person_key, request_id=request_id)
    option = first(sent, "option")
    try:
        changed = change_option(office, whom, option, sent)
    except Refusal as refusal:
        return _say_why(request, office, person, request_id, refusal, sent)
    return RedirectResponse(f"/requests/{request_id}?changed={changed}#changed", 303)


def _say_why(
    request: Request,
    office: Office,
    person: SignedIn,
    request_id: UUID,
    refusal: Refusal,
    sent: Sent,
) -> Response:
    with office.sessions(person.company_id) as session:
        desk = desk_of(request, office, person, session)
        return show_form(
            the_request(request_id, desk),
            desk,
            Move.CHANGE,
            option=first(sent, "option"),
            tried=refused_as(refusal, sent),
            status=status_of(refusal),
        )
