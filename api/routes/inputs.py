"""Inputs, one input's findings; waiving one with a reason, letting us correct those of a rule."""

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.deps import Desk, TheDesk, TheOffice
from api.errors import NotFound, status_of
from api.gather.inputs import findings_view, inputs_view
from api.routes.cycle import no_cycle
from gates.errors import Refusal
from runtime.correcting import Consent, accept_correction
from runtime.waiving import waive_finding
from store.reading_cycles import present_cycle
from store.reading_inputs import findings, input_of_finding, input_request, input_requests

router = APIRouter()


@router.api_route("/inputs", methods=["GET", "HEAD"])
def show_all(desk: TheDesk) -> HTMLResponse:
    cycle = present_cycle(desk.session, desk.company_id)
    if cycle is None:
        return no_cycle(desk, at="inputs")
    records = input_requests(desk.session, desk.company_id, cycle.id)
    return desk.page("inputs/list.html", inputs_view(records, cycle.name, desk.viewer), at="inputs")


@router.api_route("/inputs/{input_id}", methods=["GET", "HEAD"])
def show(input_id: int, desk: TheDesk) -> HTMLResponse:
    return _one(input_id, desk)


@router.post("/findings/{finding_id}/waiver")
def waive(
    finding_id: int, desk: TheDesk, office: TheOffice, reason: Annotated[str, Form()] = ""
) -> Response:
    input_id = input_of_finding(desk.session, desk.company_id, finding_id)
    if input_id is None:
        raise NotFound
    try:
        waive_finding(
            office,
            company_id=desk.company_id,
            person_key=desk.person.person_key,
            finding_id=finding_id,
            reason=reason,
        )
    except Refusal as refusal:
        return _one(input_id, desk, message=refusal.message, status=status_of(refusal))
    return RedirectResponse(f"/inputs/{input_id}#finding-{finding_id}", 303)


@router.post("/inputs/{input_id}/corrections")
def correct(
    input_id: int,
    desk: TheDesk,
    office: TheOffice,
    version: Annotated[int, Form()],
    rule: Annotated[str, Form()],
) -> Response:
    """The owner lets us write what we proposed for the findings of one rule."""
    consent = Consent(
        company_id=desk.company_id,
        person_key=desk.person.person_key,
        input_id=input_id,
        version=version,
        rule=rule,
    )
    try:
        accept_correction(office, consent)
    except Refusal as refusal:
        return _one(input_id, desk, message=refusal.message, status=status_of(refusal))
    return RedirectResponse(f"/inputs/{input_id}", 303)


def _one(input_id: int, desk: Desk, *, message: str = "", status: int = 200) -> HTMLResponse:
    record = input_request(desk.session, desk.company_id, input_id)
    if record is None:
        raise NotFound
    found = findings(desk.session, desk.company_id, input_id)
    view = findings_view(record, found, desk.viewer, message=message)
    return desk.page("inputs/show.html", view, at="inputs", status=status)
