"""The one place where it is asked whether a person may use an address, and what it names.

It runs before every route: the role must open the address, and each thing in the address must be
the company's own. Row-level security stands beneath, and a gate still asks for a seat.
"""

from collections.abc import Iterable

from fastapi import APIRouter, Request
from fastapi.routing import APIRoute

from api import tongue
from api.addresses import NEEDS, OPEN
from api.deps import TheOffice, the_person
from api.errors import NotFound
from gates.access import Scope, scopes_of
from gates.errors import NotForYourRole
from gates.people import Role
from runtime.signing_in import SignedIn
from store.reach import KEYS, is_own

BY_LINK = "/i/"
"""The page of an input has words of its own in four languages, and findings in English."""


class AddressUnclaimed(RuntimeError):
    """api/addresses.py doesn't say who may use this address."""


def needed(route: APIRoute) -> Scope | None:
    """What the route takes. HEAD is reading, as GET is."""
    methods = {"GET" if method == "HEAD" else method for method in route.methods or ()}
    wanted = {NEEDS.get((method, route.path), "nobody said") for method in methods}
    if len(wanted) != 1 or "nobody said" in wanted:
        raise AddressUnclaimed(f"{sorted(methods)} {route.path}")
    (scope,) = wanted
    return Scope(scope) if scope is not OPEN else OPEN


def check_addresses(routers: Iterable[APIRouter]) -> None:
    """Raises AddressUnclaimed for the first route nobody said anything about."""
    for router in routers:
        for route in router.routes:
            if isinstance(route, APIRoute):
                needed(route)


def within_reach(request: Request, office: TheOffice) -> None:
    """Refuse who may not, and find nothing for whom it isn't."""
    scope = needed(request.scope["route"])
    if scope is OPEN:
        return
    person = the_person(request, office)
    named = {name: said for name, said in request.path_params.items() if name in KEYS}
    if named:
        with office.sessions(person.company_id) as session:
            for name, said in named.items():
                if not is_own(session, person.company_id, name, str(said)):
                    raise NotFound
    if scope not in scopes_of(Role(person.role)):
        raise NotForYourRole


async def in_their_language(request: Request) -> None:
    """Pages speak the reader's language; strangers' browsers say theirs.

    Asynchronous, because what is set on a thread of its own would be forgotten with it.
    """
    person: SignedIn | None = getattr(request.state, "person", None)
    if request.url.path.startswith(BY_LINK):
        tongue.speak(tongue.ENGLISH)
    elif person:
        tongue.speak(person.language)
    else:
        tongue.speak(tongue.best_of(request.headers.get("accept-language", "")))
