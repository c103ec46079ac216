"""People, what each may do, and who stands in for whom."""

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.delegation_form import DelegationForm, as_typed, read_delegation, refused_at
from api.deps import Desk, TheDesk, TheOffice
from api.errors import UNPROCESSABLE, NotFound, status_of
from api.gather.people import Wanted, blank_forms, cast_of, people_view, person_view
from api.refused import refused_words
from api.tongue import Say
from gates.errors import Refusal
from runtime.delegating import delegate, revoke
from runtime.inviting_people import invite_by_mail

router = APIRouter()
CORRECT = Say("Nothing was changed. Correct what is marked below.")


@router.api_route("/people", methods=["GET", "HEAD"])
def show_all(desk: TheDesk) -> HTMLResponse:
    cast = cast_of(desk.session, desk.company_id)
    return desk.page("people/list.html", people_view(cast, desk.viewer), at="people")


@router.api_route("/people/{key}", methods=["GET", "HEAD"])
def show(
    key: str, desk: TheDesk, receiver: str = "", ends: str = "", invited: str = ""
) -> HTMLResponse:
    """The address may say whom a substitute was named as and until when."""
    wanted = Wanted(receiver=receiver, ends=ends, invited=bool(invited))
    return _person(key, desk, wanted=wanted)


@router.post("/people/{key}/invitation")
def send_invitation(key: str, desk: TheDesk, office: TheOffice) -> Response:
    """A letter to their own address; it opens a page once, to make a passkey on."""
    if cast_of(desk.session, desk.company_id).person(key) is None:
        raise NotFound
    invite_by_mail(office, desk.company_id, key, by=desk.person)
    return RedirectResponse(f"/people/{key}?invited=yes#h-invite", 303)


@router.post("/people/{key}/delegations")
def create(
    key: str, form: Annotated[DelegationForm, Form()], desk: TheDesk, office: TheOffice
) -> Response:
    cast = cast_of(desk.session, desk.company_id)
    row = cast.person(key)
    if row is None:
        raise NotFound
    wanted, wrong = read_delegation(form, giver=key, timezone=row.timezone)
    if wanted is None:
        return _person(key, desk, form=form, wrong=wrong, status=UNPROCESSABLE)
    try:
        made = delegate(office, desk.company_id, desk.person.person_key, wanted, reason=form.reason)
    except Refusal as refusal:
        wrong = {refused_at(refusal): refused_words(refusal)}
        return _person(key, desk, form=form, wrong=wrong, status=status_of(refusal))
    return RedirectResponse(f"/people/{key}#delegation-{made.id}", 303)


@router.post("/delegations/{delegation_id}/revocation")
def take_back(delegation_id: int, desk: TheDesk, office: TheOffice) -> Response:
    records = cast_of(desk.session, desk.company_id).records
    record = next((r for r in records if r.one.id == delegation_id), None)
    if record is None:
        raise NotFound
    giver = record.one.giver
    try:
        revoke(office, desk.company_id, desk.person.person_key, delegation_id)
    except Refusal as refusal:
        return _person(giver, desk, message=refused_words(refusal), status=status_of(refusal))
    return RedirectResponse(f"/people/{giver}#delegation-{delegation_id}", 303)


def _person(
    key: str,
    desk: Desk,
    *,
    form: DelegationForm | None = None,
    wrong: dict[str, str] | None = None,
    message: str = "",
    status: int = 200,
    wanted: Wanted | None = None,
) -> HTMLResponse:
    """The page of somebody in the reader's own company; anybody else is not found."""
    cast = cast_of(desk.session, desk.company_id)
    row = cast.person(key)
    if row is None:
        raise NotFound
    typed = as_typed(form, blank_forms(cast, row, desk.viewer), wrong or {}) if form else None
    view = person_view(
        cast,
        row,
        desk.viewer,
        typed=typed,
        wanted=wanted,
        message=message or (wrong or {}).get("", CORRECT if wrong else ""),
    )
    return desk.page("people/show.html", view, at="people", status=status)
