"""Trying an option with other values while one waits, and keeping it as one's own."""

from time import monotonic
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from api.deps import TheDesk, TheOffice, ThePerson, desk_of
from api.errors import status_of
from api.gather.trying import own_view, trial_came_to, try_view
from api.routes.moves import Fields, Sent, refused_as
from api.routes.requests import TheRequest, the_request
from api.views.decision import RequestFacts
from api.views.move_form import Tried
from api.views.moves import moves_of
from api.views.trying import CameTo
from gates.errors import NoSuchOption, NothingChanged, NothingToChange, Refusal
from runtime.deciding import Answer
from runtime.office import Office
from runtime.own_options import keep_own
from runtime.signing_in import SignedIn
from runtime.trying import Ground, ground_of, try_option
from store import own_options

router = APIRouter()
OK = 200


@router.api_route("/requests/{request_id}/tries/{option}", methods=["GET", "HEAD"])
def show(
    request_id: UUID, option: str, request: Request, person: ThePerson, office: TheOffice
) -> Response:
    """The form; with values, what the option comes to with them."""
    said: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():
        said.setdefault(name, []).append(value)
    return show_try(request, office, person, (request_id, option), said)


@router.post("/requests/{request_id}/tries/{option}")
def keep(
    request_id: UUID,
    option: str,
    request: Request,
    person: ThePerson,
    office: TheOffice,
    sent: Sent,
) -> Response:
    """One's own option, for all to see; or the form again with why not."""
    whom = Answer(company_id=person.company_id, person_key=person.person_key, request_id=request_id)
    try:
        key = keep_own(office, whom, option, sent)
    except (NoSuchOption, NothingToChange):
        return _back(request_id)
    except Refusal as refusal:
        what = (request_id, option)
        return show_try(request, office, person, what, sent, refusal=refusal)
    return RedirectResponse(f"/requests/{request_id}/own/{key}", 303)


@router.api_route("/requests/{request_id}/own/{option}", methods=["GET", "HEAD"])
def show_own(facts: TheRequest, option: str, desk: TheDesk) -> Response:
    """Somebody's own option beside the one it came from."""
    kept = own_options.kept_on(desk.session, desk.company_id, UUID(facts.request_id))
    found = next((one for one in kept if one.row.key == option), None)
    if found is None:
        return _back(UUID(facts.request_id))
    view = own_view(desk.session, facts, found, desk.viewer)
    return desk.page("requests/own.html", view, at="inbox")


def _back(request_id: UUID) -> Response:
    """Where there is nothing to try or to show, the options themselves."""
    return RedirectResponse(f"/requests/{request_id}#options", 303)


def show_try(
    request: Request,
    office: Office,
    person: SignedIn,
    what: tuple[UUID, str],
    said: Fields,
    refusal: Refusal | None = None,
) -> Response:
    """No transaction waits while it is computed: it is read before, and drawn after.

    `refusal` is why it couldn't be kept.
    """
    request_id, option = what
    with office.sessions(person.company_id) as session:
        desk = desk_of(request, office, person, session)
        facts = the_request(request_id, desk)
        moves = [one.move for one in moves_of(facts, desk.viewer)]
        try:
            ground = ground_of(session, request_id, option)
        except (NoSuchOption, NothingToChange):
            return _back(request_id)
    found, tried, status = _tried(office, facts, ground, said, person.name)
    if refusal is not None:
        tried, status = refused_as(refusal, said), status_of(refusal)
    view = try_view(facts, ground, tried=tried, found=found, moves=moves)
    with office.sessions(person.company_id) as session:
        desk = desk_of(request, office, person, session)
        return desk.page("requests/try.html", view, at="inbox", status=status)


def _tried(
    office: Office, facts: RequestFacts, ground: Ground, said: Fields, by: str
) -> tuple[CameTo | None, Tried, int]:
    """What it came to, or what is wrong with the values; neither where they are the option's."""
    if not said:
        return None, Tried(), OK
    began = monotonic()
    try:
        trial = try_option(office, ground, said, by=by)
    except NothingChanged:
        return None, Tried(said=said), OK
    except Refusal as refusal:
        return None, refused_as(refusal, said), status_of(refusal)
    return trial_came_to(facts, ground, trial, monotonic() - began), Tried(said=said), OK
