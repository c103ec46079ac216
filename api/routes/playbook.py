"""Playbooks: what is active, every version, and going back."""

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.deps import Desk, TheDesk, TheOffice
from api.errors import NotFound, status_of
from api.gather.playbook.canary import canary_view
from api.gather.playbook.home import playbook_view
from api.gather.playbook.version import FILES, Versions, version_view
from api.gather.playbook.words import href
from gates.chain import Channel
from gates.errors import Refusal
from gates.playbook import Playbook, version
from gates.playbook_text import written
from runtime.activating import Tuner
from runtime.canaries import first_of, promote
from runtime.evaluating import RECORDED, ask_preview
from runtime.tuning import roll_back, submit, tighten
from store import canaries, eval_runs, playbook_direction, playbooks
from store.reading_people import names
from store.reading_playbooks import DraftRecord, is_known, records_of
from store.tables.evals import EvalRunRow

router = APIRouter()
Why = Annotated[str, Form()]
PREVIEWED = "previewed"


@router.api_route("/playbook", methods=["GET", "HEAD"])
def show(desk: TheDesk) -> HTMLResponse:
    return _home(desk)


def _home(desk: Desk, *, message: str = "", status: int = 200) -> HTMLResponse:
    records = records_of(desk.session, desk.company_id)
    people = names(desk.session, desk.company_id)
    living = canaries.living(desk.session, desk.company_id)
    canary = canary_view(desk.session, living, people, desk.viewer)
    view = playbook_view(records, people, desk.viewer, canary, message)
    return desk.page("playbook/show.html", view, at="playbook", status=status)


@router.post("/playbook/rollback")
def go_back(desk: TheDesk, office: TheOffice, why: Why = "") -> Response:
    try:
        roll_back(office, tuner_at(desk, why))
    except Refusal as refusal:
        return _home(desk, message=refusal.message, status=status_of(refusal))
    return RedirectResponse("/playbook", 303)


@router.post("/playbook/canary/activation")
def activate_canary(desk: TheDesk, office: TheOffice, why: Why = "") -> Response:
    """What a canary lives is active for all from now on."""
    try:
        promote(office, tuner_at(desk, why))
    except Refusal as refusal:
        return _home(desk, message=refusal.message, status=status_of(refusal))
    return RedirectResponse("/playbook", 303)


@router.api_route("/playbook/versions/{playbook}", methods=["GET", "HEAD"])
def show_version(playbook: str, desk: TheDesk, against: str = "") -> HTMLResponse:
    return _version(playbook, desk, against=against)


@router.api_route("/playbook/versions/{playbook}/playbook.{format}", methods=["GET", "HEAD"])
def take_away(playbook: str, format: str, desk: TheDesk) -> Response:  # noqa: A002 in the address
    """The whole version as a file, for `sopwith playbook` and for other companies."""
    if format not in FILES:
        raise NotFound
    text = written(version_at(desk, playbook), f".{format}")
    headers = {"Content-Disposition": f'attachment; filename="playbook-{playbook[:12]}.{format}"'}
    return Response(text, media_type="text/plain", headers=headers)


@router.post("/playbook/versions/{playbook}/activation")
def activate(playbook: str, desk: TheDesk, office: TheOffice, why: Why = "") -> Response:
    book = version_at(desk, playbook)
    try:
        tighten(office, tuner_at(desk, why), book)
    except Refusal as refusal:
        return _version(playbook, desk, message=refusal.message, status=status_of(refusal))
    return RedirectResponse("/playbook", 303)


@router.post("/playbook/versions/{playbook}/preview")
def ask_for_preview(
    playbook: str, desk: TheDesk, office: TheOffice, corpus: Annotated[str, Form()] = RECORDED
) -> Response:
    """A worker makes it; the page of the run says how far it is."""
    version_at(desk, playbook)
    try:
        run_id = ask_preview(office, tuner_at(desk, PREVIEWED), playbook, corpus)
    except Refusal as refusal:
        return _version(playbook, desk, message=refusal.message, status=status_of(refusal))
    return RedirectResponse(f"/evals/runs/{run_id}", 303)


@router.post("/playbook/versions/{playbook}/submission")
def put_to_gate(
    playbook: str, desk: TheDesk, office: TheOffice, why: Why = "", first: Why = ""
) -> Response:
    version_at(desk, playbook)
    try:
        submit(office, tuner_at(desk, why), playbook, first_of(first))
    except Refusal as refusal:
        return _version(playbook, desk, message=refusal.message, status=status_of(refusal))
    return RedirectResponse(href(playbook), 303)


def tuner_at(desk: Desk, why: str) -> Tuner:
    return Tuner(
        company_id=desk.company_id,
        person_key=desk.person.person_key,
        why=why,
        channel=Channel.WEB,
    )


def version_at(desk: Desk, sha256: str) -> Playbook:
    """A version of the reader's own company; anybody else's is not found."""
    if not is_known(desk.session, desk.company_id, sha256):
        raise NotFound
    return shipped if sha256 == version(shipped := Playbook()) else _kept(desk, sha256)


def _kept(desk: Desk, sha256: str) -> Playbook:
    book = playbooks.content(desk.session, sha256)
    if book is None:
        raise NotFound
    return book


def _version(
    playbook: str, desk: Desk, *, against: str = "", message: str = "", status: int = 200
) -> HTMLResponse:
    book, records = version_at(desk, playbook), records_of(desk.session, desk.company_id)
    of = Versions(
        book=book,
        unproven=playbook_direction.loosens(desk.session, records.active, playbook),
        against=version_at(desk, against or _other(records.active, playbook, desk)),
        records=records,
        names=names(desk.session, desk.company_id),
        regions=canaries.regions(desk.session, desk.company_id),
        finished=len(eval_runs.finished_cycles(desk.session, desk.company_id)),
        run=eval_runs.last_of(desk.session, desk.company_id, playbook),
        previewed=_previewed(desk, records.draft(playbook)),
    )
    view = version_view(of, desk.viewer, message)
    return desk.page("playbook/version.html", view, at="playbook", status=status)


def _previewed(desk: Desk, draft: DraftRecord | None) -> EvalRunRow | None:
    """The run that a draft's newest preview is of."""
    if draft is None or draft.preview is None:
        return None
    run_id = draft.preview.content.get("run")
    return eval_runs.run(desk.session, desk.company_id, run_id) if run_id else None


def _other(active: str, playbook: str, desk: Desk) -> str:
    """The active version; for that one itself, what was active before it."""
    if playbook != active:
        return active
    last = playbooks.last_activation(desk.session, desk.company_id)
    return last.before if last else active
