"""Giving a browser the token it is known by."""

from typing import TypeVar

from fastapi import Request
from starlette.responses import RedirectResponse, Response

from api.deps import cookie_name, token_in
from runtime.office import Office
from runtime.signing_in import Way, open_session

Answer = TypeVar("Answer", bound=Response)
HOUR_S = 3600


def keep(answer: Answer, office: Office, token: str) -> Answer:
    """The answer, with the token for the browser to keep: no script reads it."""
    answer.set_cookie(
        cookie_name(office),
        token,
        max_age=office.settings.session_hours * HOUR_S,
        httponly=True,
        samesite="lax",
        secure=office.settings.base_url.startswith("https:"),
    )
    return answer


def enter(request: Request, office: Office, person_id: int, *, way: Way, then: str) -> Response:
    """Sign them in on this browser; whoever was signed in on it before no longer is."""
    browser = request.headers.get("user-agent", "")
    before = token_in(request, office)
    token = open_session(office, person_id, way=way, browser=browser, before=before)
    return keep(RedirectResponse(then, 303), office, token)
