"""Who calls: a program with a token, or a person's own browser; and how often they may."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from limits import RateLimitItemPerMinute
from sqlalchemy.orm import Session

from api.deps import TheOffice, token_in, viewer_of
from api.v1.problems import ApiRefusal
from api.views.decision import Viewer
from gates.access import Scope, scopes_of
from gates.people import Role
from runtime.api_tokens import PREFIX, reader_of
from runtime.office import Office
from runtime.signing_in import SignedIn, signed_in

PER_MINUTE = RateLimitItemPerMinute(300)
BEARER = "Bearer "
KEY = "x-api-key"
"""Where LangGraph's own clients put a token."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    person: SignedIn
    viewer: Viewer
    scopes: frozenset[Scope]
    is_program: bool

    @property
    def company_id(self) -> int:
        return self.person.company_id


def the_caller(request: Request, office: TheOffice) -> Caller:
    """Raises ApiRefusal: 401 for nobody we know, 429 for who calls too often."""
    caller, name = _known(request, office)
    if not request.app.state.limiter.hit(PER_MINUTE, name):
        detail = f"At most {PER_MINUTE.amount} calls a minute. Wait, then go on."
        raise ApiRefusal(429, "too-many-calls", detail, headers={"Retry-After": "60"})
    return caller


def _known(request: Request, office: Office) -> tuple[Caller, str]:
    said = request.headers.get("authorization", "") or request.headers.get(KEY, "")
    if said.startswith((BEARER, PREFIX)):
        reader = reader_of(office, said.removeprefix(BEARER).strip())
        if reader is not None:
            viewer = viewer_of(office, reader.person)
            caller = Caller(
                person=reader.person, viewer=viewer, scopes=reader.scopes, is_program=True
            )
            return caller, f"token/{reader.token_id}"
    elif not said and (person := signed_in(office, token_in(request, office))):
        viewer, scopes = viewer_of(office, person), scopes_of(Role(person.role))
        caller = Caller(person=person, viewer=viewer, scopes=scopes, is_program=False)
        return caller, f"person/{person.person_id}"
    detail = "Send a token made under Your account: `Authorization: Bearer sopwith_…`."
    raise ApiRefusal(401, "unknown-caller", detail, headers={"WWW-Authenticate": "Bearer"})


TheCaller = Annotated[Caller, Depends(the_caller)]


def needs(scope: Scope) -> Callable[[TheCaller], None]:
    """What a route asks of its caller."""

    def check(caller: TheCaller) -> None:
        if scope not in caller.scopes:
            raise ApiRefusal(403, "out-of-scope", f"This needs the scope {scope.value}.")

    return check


def reading(caller: TheCaller, office: TheOffice) -> Iterator[Session]:
    """A transaction fenced to the caller's company."""
    with office.sessions(caller.company_id) as session:
        yield session


Reading = Annotated[Session, Depends(reading, scope="function")]
