"""What routes ask for, named for meaning."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from fastapi import Depends, Request
from sqlalchemy.orm import Session
from starlette.responses import HTMLResponse

from api.errors import NotSignedIn
from api.gather.tour import decision_path
from api.pages import Pages
from api.views import words
from api.views.decision import Viewer
from api.views.frame import Frame, places
from api.views.tour import TourView, tour_view
from gates.access import Scope, scopes_of
from gates.people import Role
from gates.tiers import Assurance
from runtime.office import Office
from runtime.sample import is_demo
from runtime.signing_in import SignedIn, assurance_of, signed_in
from store import ledger
from store.reading_delegations import acting_waiting
from store.reading_moves import asleep
from store.reading_people import company, waits_for

COOKIE = "sopwith_session"
KEYS = "sopwith_keys"
"""Says `off` on a browser whose single keys are no commands."""
TOUR = "sopwith_tour"
"""At which stop of the tour a browser is; `off` where it was declined or ended."""
SECURE_COOKIE = "__Host-sopwith_session"


def the_office(request: Request) -> Office:
    office: Office = request.app.state.office
    return office


TheOffice = Annotated[Office, Depends(the_office)]


def cookie_name(office: Office) -> str:
    """Over https the browser itself vouches for where the cookie came from."""
    return SECURE_COOKIE if office.settings.base_url.startswith("https:") else COOKIE


def token_in(request: Request, office: Office) -> str:
    """What the browser says who it is with; empty where it says nothing."""
    return request.cookies.get(cookie_name(office), "")


def is_development(office: Office) -> bool:
    return office.settings.environment == "development"


def the_person(request: Request, office: TheOffice) -> SignedIn:
    """Looked up once a request, whoever asks first."""
    known: SignedIn | None = getattr(request.state, "person", None)
    if known is not None:
        return known
    token = token_in(request, office)
    person = signed_in(office, token) if token else None
    if person is None:
        raise NotSignedIn
    request.state.person = person
    return person


ThePerson = Annotated[SignedIn, Depends(the_person)]


def reading(office: TheOffice, person: ThePerson) -> Iterator[Session]:
    """A transaction fenced to the person's company, ended before the response leaves."""
    with office.sessions(person.company_id) as session:
        yield session


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where a signed-in person reads: their company's rows, and pages inside their frame."""

    request: Request
    session: Session
    person: SignedIn
    viewer: Viewer
    development: bool
    since: int
    """How far the history was before anything else was read."""
    demo: bool = False

    @property
    def company_id(self) -> int:
        return self.person.company_id

    def sure(self, assurance: Assurance) -> Viewer:
        """The viewer, known more surely since this request came in."""
        return replace(self.viewer, assurance=assurance)

    def page(self, template: str, view: Any, *, at: str, status: int = 200) -> HTMLResponse:
        pages: Pages = self.request.app.state.pages
        return pages.draw(self.request, template, view, self._frame(at), status)

    def _frame(self, at: str) -> Frame:
        person = self.person.person_id
        waiting = waits_for(self.session, self.company_id, person)
        for_others = acting_waiting(self.session, self.company_id, person, at=self.viewer.now)
        scopes = scopes_of(Role(self.person.role))
        aside = asleep(self.session, self.company_id, person, at=self.viewer.now)
        return Frame(
            company=company(self.session, self.company_id).name,
            name=self.person.name,
            role=words.role(self.person.role),
            at=at,
            places=places(
                waiting=waiting + for_others - len(aside),
                development=self.development,
                record=Scope.RECORD in scopes,
            ),
            development=self.development,
            since=self.since,
            keys=self.request.cookies.get(KEYS) != "off",
            tour=self._tour(at, scopes) if self.demo else None,
        )

    def _tour(self, at: str, scopes: frozenset[Scope]) -> TourView | None:
        decision = decision_path(self.session, self.company_id)
        return tour_view(self.request.cookies.get(TOUR), at, scopes, decision)


def the_desk(
    request: Request,
    office: TheOffice,
    person: ThePerson,
    session: Annotated[Session, Depends(reading, scope="function")],
) -> Desk:
    return desk_of(request, office, person, session)


def viewer_of(office: Office, person: SignedIn) -> Viewer:
    """The person as pages and files are drawn for them."""
    zone = ZoneInfo(person.timezone)
    return Viewer(
        key=person.person_key,
        name=person.name,
        role=person.role,
        zone=zone,
        now=office.now().astimezone(zone),
        assurance=assurance_of(office, person),
    )


def desk_of(request: Request, office: Office, person: SignedIn, session: Session) -> Desk:
    """For a route that works between transactions and opens its own."""
    return Desk(
        request=request,
        session=session,
        person=person,
        viewer=viewer_of(office, person),
        development=is_development(office),
        since=ledger.head(session, person.company_id).seq,
        demo=is_demo(office),
    )


TheDesk = Annotated[Desk, Depends(the_desk, scope="function")]
