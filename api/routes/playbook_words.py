"""A job's words: edited, held against the active version's, and tried on recorded cases."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.deps import Desk, TheDesk, TheOffice
from api.errors import UNPROCESSABLE, NotFound, status_of
from api.gather.playbook.editing import CORRECT
from api.gather.playbook.job_words import Edited, words_view
from api.gather.playbook.words import href
from api.playbook_form.wording import Wanted, reworded
from api.routes.moves import Sent, first
from api.routes.playbook import tuner_at, version_at
from api.routes.playbook_drafts import SAME
from gates.errors import Refusal
from gates.playbook import Playbook, version
from gates.playbook_text import PlaybookUnusable
from gates.spoken import JOBS
from runtime.recorded_words import Recorded, letters, mails
from runtime.trying_words import Tried, try_on
from runtime.tuning import propose
from store import playbooks

router = APIRouter()
MAILS = 8


def a_job(job: str) -> str:
    if job not in JOBS:
        raise NotFound
    return job


Job = Annotated[str, Depends(a_job)]


@router.api_route("/playbook/words/{job}", methods=["GET", "HEAD"])
def show(job: Job, desk: TheDesk, office: TheOffice, of: str = "") -> HTMLResponse:
    """Only shows; a model is asked by who sends the form."""
    active = playbooks.active(desk.session, desk.company_id)
    base = version_at(desk, of) if of else active
    edited = _edited(job, base, base, active, office)
    cases = _cases(desk, job)
    return _page(desk, edited, cases, next(iter(cases), None))


@router.post("/playbook/words/{job}")
def try_or_keep(job: Job, desk: TheDesk, office: TheOffice, sent: Sent) -> Response:
    """Try the words on the chosen case and keep nothing, or keep them as a draft."""
    active = playbooks.active(desk.session, desk.company_id)
    of, cases = first(sent, "of"), _cases(desk, job)
    base = version_at(desk, of) if of else active
    here = next((one for one in cases if one.key == first(sent, "case")), next(iter(cases), None))
    wanted = Wanted(
        job=job,
        carried=first(sent, "language"),
        instructions=first(sent, "instructions"),
        text=first(sent, "text"),
        text_of=first(sent, "text_of"),
        letters=tuple(one.letter for one in cases if one.letter is not None),
    )
    started = replace(_edited(job, base, base, active, office), why=first(sent, "why"))
    try:
        book = reworded(base, wanted)
    except PlaybookUnusable as unusable:
        kept = replace(
            started,
            carried=wanted.carried,
            typed=wanted.typed,
            wrong=unusable.by_setting,
            message=unusable.by_setting.get("", CORRECT),
        )
        same = next((one for one in cases if one.letter in wanted.its_letter), here)
        return _page(desk, kept, cases, same, status=UNPROCESSABLE)
    edited = replace(_edited(job, base, book, active, office), why=started.why)
    if first(sent, "deed") == "keep":
        if book == base:
            return _page(desk, replace(edited, message=SAME), cases, here, status=UNPROCESSABLE)
        try:
            return RedirectResponse(href(propose(office, tuner_at(desk, started.why), book)), 303)
        except Refusal as refusal:
            told = replace(edited, message=refusal.message)
            return _page(desk, told, cases, here, status=status_of(refusal))
    tried = try_on(office, here, active.language, book.language) if here else None
    return _page(desk, edited, cases, here, tried=tried)


def _edited(
    job: str, base: Playbook, book: Playbook, active: Playbook, office: TheOffice
) -> Edited:
    said: dict[str, Any] = book.language.model_dump(mode="json")
    return Edited(
        job=job,
        of=version(base),
        spoken=book.language,
        active=active.language,
        model=office.settings.model or "",
        carried=json.dumps(said, ensure_ascii=False),
    )


def _cases(desk: Desk, job: str) -> Sequence[Recorded]:
    if job == "draft":
        return tuple(letters(desk.session, desk.company_id))
    return tuple(mails(desk.session, desk.company_id, MAILS))


def _page(
    desk: Desk,
    edited: Edited,
    cases: Sequence[Recorded],
    here: Recorded | None,
    *,
    tried: Tried | None = None,
    status: int = 200,
) -> HTMLResponse:
    view = words_view(edited, cases, here, desk.viewer, tried)
    return desk.page("playbook/words.html", view, at="playbook", status=status)
