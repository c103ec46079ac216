"""Inputs, one input's findings; waiving one with a reason, letting us correct those of a rule."""

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.deps import Desk, TheDesk, TheOffice
from api.errors import NotFound, status_of
from api.gather.inputs import findings_view, inputs_view
from api.gather.layouts import reading_view
from api.gather.track_record import record_lines
from api.refused import refused_words
from api.routes.cycle import no_cycle
from api.views.inputs import RecordLine
from gates.errors import Refusal
from gates.people import Role
from graphs.input_layouts import confirmed_layouts
from planning.directory import read_company
from runtime.correcting import Consent, accept_correction
from runtime.layout_said import MAY_CONFIRM_ANY
from runtime.waiving import waive_finding
from store.cycles import company_files
from store.past_submissions import past_submissions
from store.people import everyone
from store.reading_cycles import present_cycle
from store.reading_inputs import (
    InputRecord,
    findings,
    input_of_finding,
    input_request,
    input_requests,
)
from store.submissions import latest_submission

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
    return one_input(input_id, desk)


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
        return one_input(input_id, desk, message=refused_words(refusal), status=status_of(refusal))
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
        return one_input(input_id, desk, message=refused_words(refusal), status=status_of(refusal))
    return RedirectResponse(f"/inputs/{input_id}", 303)


def one_input(input_id: int, desk: Desk, *, message: str = "", status: int = 200) -> HTMLResponse:
    record = input_request(desk.session, desk.company_id, input_id)
    if record is None:
        raise NotFound
    found = findings(desk.session, desk.company_id, input_id)
    past = _past(desk, record)
    reading = reading_view(
        latest_submission(desk.session, input_id),
        confirmed_layouts(desk.session, record.row.owner_id),
        path=f"/inputs/{input_id}",
        may_say=desk.viewer.key == record.owner.key or Role(desk.viewer.role) in MAY_CONFIRM_ANY,
    )
    view = findings_view(record, found, desk.viewer, past=past, reading=reading, message=message)
    return desk.page("inputs/show.html", view, at="inputs", status=status)


def _past(desk: Desk, record: InputRecord) -> tuple[RecordLine, ...]:
    """From the company's own record and from what this region sent in earlier cycles."""
    session, row = desk.session, record.row
    files = company_files(session, desk.company_id)
    said = past_submissions(session, desk.company_id, row.region, row.cycle_id)
    names = {who.key: who.name for who in everyone(session, desk.company_id)}
    return record_lines(read_company(files), row.region, said, names) if files else ()
