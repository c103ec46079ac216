"""Help on every page at once, the tour, and, in the demo, its story from the beginning."""

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.deps import TOUR, TheDesk, TheOffice
from api.gather.tour import decision_path
from api.help import every_help
from api.views.help import HelpPage
from api.views.tour import OFF, stop_number, stops_for, where
from gates.access import scopes_of
from gates.people import Role
from runtime.sample import begin_again, is_demo

router = APIRouter()
A_YEAR_S = 365 * 24 * 3600


@router.api_route("/help", methods=["GET", "HEAD"])
def show(desk: TheDesk, office: TheOffice, again: str = "") -> HTMLResponse:
    view = HelpPage(sections=every_help(), demo=is_demo(office), again=bool(again))
    return desk.page("help/show.html", view, at="help")


@router.post("/tour")
def walk(desk: TheDesk, stop: Annotated[str, Form()] = OFF) -> Response:
    """Go to a stop of the tour, or end it; the browser remembers which."""
    stops = stops_for(scopes_of(Role(desk.person.role)))
    number = stop_number(stop, len(stops))
    decision = decision_path(desk.session, desk.company_id)
    to = where(stops[number - 1], decision) if number else "/inbox"
    answer = RedirectResponse(to, 303)
    answer.set_cookie(
        TOUR, str(number) if number else OFF, max_age=A_YEAR_S, httponly=True, samesite="lax"
    )
    return answer


@router.post("/sample/again")
def start_over(office: TheOffice, desk: TheDesk) -> Response:
    """The demo's story from its first day; nothing of anybody else's is touched."""
    begin_again(office)
    return RedirectResponse("/help?again=yes#h-sample", 303)
