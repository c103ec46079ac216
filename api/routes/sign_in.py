"""Signing in. In development one chooses a person of the demo; elsewhere nothing is pretended."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form, Request
from sqlalchemy.orm import Session
from starlette.responses import RedirectResponse, Response

from api import formats
from api.deps import TheOffice, cookie_name, is_development, token_in
from api.entering import enter
from api.errors import NotFound, status_of
from api.pages import Pages
from api.refused import refused_words
from api.views import words
from api.views.sign_in import DemoPerson, SignInView
from gates.errors import Refusal
from runtime.office import Office
from runtime.signing_in import Way, close_session
from store.passkeys import any_passkeys
from store.reading_people import decisions_waiting, demo_companies, inputs_owed, people

router = APIRouter()


@router.api_route("/sign-in", methods=["GET", "HEAD"])
def show(request: Request, office: TheOffice, next: str = "/inbox") -> Response:  # noqa: A002 # the address says next
    return page_to_sign_in(request, office, own_path(next))


def page_to_sign_in(
    request: Request, office: Office, next_path: str, refusal: Refusal | None = None
) -> Response:
    pages: Pages = request.app.state.pages
    view = _view(office, next_path)
    if refusal is not None:
        view = replace(view, message=refused_words(refusal))
    status = status_of(refusal) if refusal else 200
    return pages.draw(request, "sign_in/show.html", view, None, status)


@router.post("/sign-in")
def sign_in(
    request: Request,
    office: TheOffice,
    person_id: Annotated[int, Form()],
    next: Annotated[str, Form()] = "/inbox",  # noqa: A002 # the form says next
) -> Response:
    if not is_development(office) or str(person_id) not in _known(office):
        raise NotFound
    return enter(request, office, person_id, way=Way.DEMO, then=own_path(next))


@router.post("/sign-out")
def sign_out(request: Request, office: TheOffice) -> Response:
    close_session(office, token_in(request, office))
    answer = RedirectResponse("/sign-in", 303)
    answer.delete_cookie(cookie_name(office))
    return answer


def own_path(path: str) -> str:
    """Only a path of ours: a link in a mail can't send anybody elsewhere after signing in.

    >>> own_path("/requests/7"), own_path("//evil.example"), own_path("https://evil.example")
    ('/requests/7', '/inbox', '/inbox')
    """
    ours = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if ours else "/inbox"


def _view(office: Office, next_path: str) -> SignInView:
    development = is_development(office)
    with office.unfenced() as session:
        companies = demo_companies(session) if development else []
        return SignInView(
            company=companies[0].name if companies else "Sopwith",
            people=tuple(person for one in companies for person in _demo_people(session, one.id)),
            development=development,
            next_path=next_path,
            passkeys=any_passkeys(session),
            provider=provider_name(office),
        )


def provider_name(office: Office) -> str:
    return office.settings.oidc_name if office.settings.oidc_issuer else ""


def _known(office: Office) -> set[str]:
    return {person.person_id for person in _view(office, "/inbox").people}


def _demo_people(session: Session, company_id: int) -> list[DemoPerson]:
    deciding, owing = decisions_waiting(session, company_id), inputs_owed(session, company_id)
    return [
        DemoPerson(
            person_id=str(row.id),
            name=row.name,
            role=words.role(row.role),
            title=row.title,
            waits=_waits(deciding.get(row.id, 0), owing.get(row.id, 0)),
        )
        for row in people(session, company_id)
    ]


def _waits(decisions: int, inputs: int) -> str:
    said = [
        formats.count(decisions, "decision waits", "decisions wait") if decisions else "",
        formats.count(inputs, "input owed", "inputs owed") if inputs else "",
    ]
    return ", ".join(part for part in said if part)
