"""Deadlines in people's own calendars: a file each, and a secret address that keeps up."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api import formats
from api.deps import TheDesk, TheOffice, viewer_of
from api.errors import NotFound
from api.gather.deadlines import deadlines
from api.views.calendar import CalendarView
from mail.calendar_file import Deadline, as_ics
from runtime.calendars import address_of, end, renew, whose
from runtime.office import Office
from store.reading_requests import request_record

router = APIRouter()


@router.api_route("/calendar", methods=["GET", "HEAD"])
def show(desk: TheDesk, office: TheOffice) -> HTMLResponse:
    address = address_of(office, desk.company_id, desk.person.person_id)
    return desk.page("calendar/show.html", CalendarView(address=address), at="people")


@router.post("/calendar/address")
def make(desk: TheDesk, office: TheOffice) -> Response:
    renew(office, desk.company_id, desk.person.person_id)
    return RedirectResponse("/calendar", 303)


@router.post("/calendar/end")
def close(desk: TheDesk, office: TheOffice) -> Response:
    end(office, desk.company_id, desk.person.person_id)
    return RedirectResponse("/calendar", 303)


@router.api_route("/calendars/{address}.ics", methods=["GET", "HEAD"])
def feed(address: str, office: TheOffice) -> Response:
    """Nobody signs in here: the address is the proof, and shows one person's deadlines."""
    person = whose(office, address)
    if person is None:
        raise NotFound
    with office.sessions(person.company_id) as session:
        found = deadlines(session, person, viewer_of(office, person), office.settings.base_url)
    return _file(office, found, f"Sopwith, {person.name}")


@router.api_route("/requests/{request_id}/deadline.ics", methods=["GET", "HEAD"])
def one(request_id: UUID, desk: TheDesk, office: TheOffice) -> Response:
    record = request_record(desk.session, desk.company_id, request_id)
    if record is None:
        raise NotFound
    path = f"/requests/{request_id}"
    deadline = Deadline(
        key=path.strip("/").replace("/", "-"),
        title=f"Decide: {formats.headline(record.row.question)}",
        due_at=record.row.due_at,
        url=office.settings.base_url + path,
    )
    return _file(office, [deadline], record.row.question)


def _file(office: Office, found: list[Deadline], name: str) -> Response:
    domain, at = office.settings.mail_domain, office.now()
    content = as_ics(found, name=name, domain=domain, at=at)
    headers = {"Content-Disposition": 'attachment; filename="deadlines.ics"'}
    return Response(content, media_type="text/calendar", headers=headers)
