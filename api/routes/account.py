"""One's own account: where one is signed in, and ending that."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from pydantic import BaseModel, BeforeValidator, Field
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.deps import KEYS, TheDesk, TheOffice, token_in
from api.gather.account import WRITTEN, account_view
from gates.letter_hours import EVERY_DAY, HOURS
from runtime.browsers import sign_out_everywhere, sign_out_of
from store.people import person_by_key

router = APIRouter()
A_YEAR_S = 365 * 24 * 3600
Hour = Annotated[
    Annotated[int, Field(ge=0, le=HOURS[-1])] | None, BeforeValidator(lambda said: said or None)
]


class LettersForm(BaseModel):
    """An hour not chosen is sent as an empty word."""

    hour: Hour = None
    days: set[Annotated[int, Field(ge=0, le=6)]] = set()
    quiet_from: Hour = None
    quiet_until: Hour = None


@router.api_route("/account", methods=["GET", "HEAD"])
def show(request: Request, desk: TheDesk, office: TheOffice) -> HTMLResponse:
    view = account_view(desk, office, token_in(request, office))
    return desk.page("account/show.html", view, at="account")


@router.post("/account/keys")
def switch_keys(keys: Annotated[str, Form()] = "on") -> Response:
    """Single keys as commands, on this browser: on or off."""
    answer = RedirectResponse("/account", 303)
    if keys == "off":
        answer.set_cookie(KEYS, "off", max_age=A_YEAR_S, httponly=True, samesite="lax")
    else:
        answer.delete_cookie(KEYS)
    return answer


@router.post("/account/advances")
def switch_advancing(desk: TheDesk, advances: Annotated[str, Form()] = "no") -> Response:
    """Whether what waits next opens by itself: the person's own, on every device."""
    person_by_key(desk.session, desk.company_id, desk.person.person_key).advances = (
        advances == "yes"
    )
    return RedirectResponse("/account#h-advances", 303)


@router.post("/account/language")
def switch_language(desk: TheDesk, language: Annotated[str, Form()] = "") -> Response:
    """What pages and letters speak to them, from now on and on every device."""
    if language in WRITTEN:
        row = person_by_key(desk.session, desk.company_id, desk.person.person_key)
        row.language = language
    return RedirectResponse("/account#h-language", 303)


@router.post("/account/letters")
def choose_hours(desk: TheDesk, form: Annotated[LettersForm, Form()]) -> Response:
    """When letters come: what can wait in one at an hour, and nothing in quiet hours."""
    row = person_by_key(desk.session, desk.company_id, desk.person.person_key)
    row.digest_hour = form.hour if form.days else None
    row.digest_days = sorted(form.days) or sorted(EVERY_DAY)
    is_quiet = None not in {form.quiet_from, form.quiet_until}
    row.quiet_from = form.quiet_from if is_quiet else None
    row.quiet_until = form.quiet_until if is_quiet else None
    return RedirectResponse("/account#h-letters", 303)


@router.post("/account/sign-out")
def sign_out(
    request: Request, desk: TheDesk, office: TheOffice, which: Annotated[str, Form()]
) -> Response:
    """One browser, the others, or everywhere; where it is this one too, sign in again."""
    sign_out_of(office, desk.person, token_in(request, office), which)
    return RedirectResponse("/account", 303)


@router.post("/people/{key}/sign-out")
def sign_somebody_out(key: str, desk: TheDesk, office: TheOffice) -> Response:
    """A lost phone, or somebody who has left: every browser of theirs."""
    sign_out_everywhere(office, desk.person, key)
    return RedirectResponse(f"/people/{key}", 303)
