"""Editing a playbook: a form of one version makes another, and says first what that would turn."""

from fastapi import APIRouter
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.deps import Desk, TheDesk, TheOffice
from api.errors import UNPROCESSABLE, status_of
from api.gather.playbook.editing import Typed, edit_view
from api.gather.playbook.words import href
from api.playbook_form.reading import content_of
from api.routes.moves import Sent, first
from api.routes.playbook import tuner_at, version_at
from gates.errors import Refusal
from gates.playbook import Playbook, plain
from gates.playbook_text import PlaybookUnusable, usable
from runtime.tuning import propose
from store import playbooks

router = APIRouter()
SAME = "Nothing differs from the version you began with, so nothing was kept."


@router.api_route("/playbook/edit", methods=["GET", "HEAD"])
def edit(desk: TheDesk, of: str = "") -> HTMLResponse:
    book = version_at(desk, of) if of else playbooks.active(desk.session, desk.company_id)
    return _form(desk, book, Typed(content=plain(book)))


@router.post("/playbook/drafts")
def create(desk: TheDesk, office: TheOffice, sent: Sent) -> Response:
    """Keep what the form says as a draft; or only say what it would turn."""
    of = first(sent, "of")
    base = version_at(desk, of) if of else playbooks.active(desk.session, desk.company_id)
    content, why = content_of(sent, plain(base)), first(sent, "why")
    try:
        book = usable(content)
    except PlaybookUnusable as unusable:
        typed = Typed(content=content, why=why, wrong=unusable.by_setting)
        return _form(desk, base, typed, status=UNPROCESSABLE)
    typed = Typed(content=plain(book), why=why, book=book)
    if first(sent, "deed") == "look":
        return _form(desk, base, typed)
    if book == base:
        return _form(desk, base, typed, message=SAME, status=UNPROCESSABLE)
    try:
        return RedirectResponse(href(propose(office, tuner_at(desk, why), book)), 303)
    except Refusal as refusal:
        return _form(desk, base, typed, message=refusal.message, status=status_of(refusal))


def _form(
    desk: Desk, base: Playbook, typed: Typed, *, message: str = "", status: int = 200
) -> HTMLResponse:
    active = playbooks.active(desk.session, desk.company_id)
    view = edit_view(base, active, typed, message)
    return desk.page("playbook/edit.html", view, at="playbook", status=status)
