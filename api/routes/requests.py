"""The decision page and its confirm step. Both only show; `decisions` records."""

import re
from dataclasses import replace
from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel
from starlette.responses import HTMLResponse, RedirectResponse

from api.deps import Desk, TheDesk
from api.errors import NotFound
from api.gather.brief_versions import as_it_was, versions_of
from api.gather.moves import around_of
from api.gather.notes import notes_of
from api.gather.requests import facts_of
from api.gather.since import answered_before, since_last
from api.gather.standing import standing_view
from api.refused import refused_words
from api.routes.inbox import one_of
from api.views.brief_versions import VersionsView
from api.views.confirm import Asked, confirm_view
from api.views.decision import Refused, RequestFacts, decision_view, now_of
from api.views.options import Show
from api.views.speaking import chosen_voice, voices
from gates.brief import thaw
from gates.errors import BriefMoved, ChoiceMissing, Refusal
from gates.gate import APPROVING, Verb
from gates.moved import Moved, what_moved
from store.drafts import Place, kept
from store.reading_requests import brief_shown, by_code, replies_to, request_record

router = APIRouter()
CODE = re.compile(r"[0-9A-Fa-f]{6,32}")


class RequestQuery(BaseModel):
    show: str = ""
    confirm: str = ""
    choice: str = ""
    shown: str = ""
    """The hash of the brief on the page whose button was pressed."""
    seat: str = ""
    """For whom, where that isn't the reader."""
    changed: str = ""
    """The option that the viewer has just changed."""
    drawn: str = ""
    """How it stood when the page was drawn that is being brought up to date."""
    after: str = ""
    """The viewer's answer to the request before, where they go on by themselves."""
    v: str = ""
    """The version of the brief to show; the present one where none is said."""


def the_request(request_id: UUID, desk: TheDesk) -> RequestFacts:
    """The request in the person's own company; any other is not found."""
    record = request_record(desk.session, desk.company_id, request_id)
    if record is None:
        raise NotFound
    around = around_of(desk.session, record.row, desk.person, desk.viewer)
    replies = replies_to(desk.session, desk.company_id, request_id)
    return replace(facts_of(record), around=around, notes=notes_of(replies))


TheRequest = Annotated[RequestFacts, Depends(the_request, scope="function")]


@router.api_route("/d/{code}", methods=["GET", "HEAD"])
def short(code: str, desk: TheDesk, v: str = "") -> RedirectResponse:
    """A link short enough to be read aloud: the beginning of a request's id."""
    found = by_code(desk.session, desk.company_id, code) if CODE.fullmatch(code) else None
    if found is None:
        raise NotFound
    return RedirectResponse(f"/requests/{found}{f'?v={v}' if v.isdecimal() else ''}", 303)


@router.api_route("/requests/{request_id}", methods=["GET", "HEAD"])
def show(facts: TheRequest, desk: TheDesk, said: Annotated[RequestQuery, Query()]) -> HTMLResponse:
    versions = versions_of(desk, facts, said.v)
    if versions.is_past:
        return show_version(facts, desk, versions, one_of(Show, said.show) or Show.VALUE)
    view = decision_view(
        facts,
        desk.viewer,
        standing=standing_view(desk.session, facts.request_id, facts.brief, desk.viewer),
        show=one_of(Show, said.show) or Show.VALUE,
        seat=said.seat,
        preferred=said.changed or None,
    )
    view = replace(
        view,
        now=now_of(facts, desk.viewer, said.drawn),
        since=since_last(desk, facts),
        after=answered_before(desk, said.after),
        versions=versions,
    )
    verb = one_of(Verb, said.confirm)
    if verb is None or view.answers.why_not:
        return desk.page("requests/show.html", view, at="inbox")
    asked = Asked(
        decision_id=uuid4(),
        verb=verb,
        choice=said.choice or None,
        brief_sha256=said.shown or facts.brief_sha256,
        seat=seat_asked(facts, desk, said.seat),
        reason=kept(desk.session, place_of(UUID(facts.request_id), desk, verb)),
    )
    if refusal := refusal_before(facts, asked):
        return show_refused(facts, desk, refusal, asked.brief_sha256, status=200)
    return desk.page("requests/confirm.html", confirm_view(facts, desk.viewer, asked), at="inbox")


def show_version(
    facts: RequestFacts, desk: Desk, versions: VersionsView, which: Show
) -> HTMLResponse:
    """A version that doesn't stand any more, exactly as it was; nothing can be answered there."""
    then = as_it_was(desk, facts, versions.shown)
    view = replace(decision_view(then, desk.viewer, show=which), versions=versions)
    return desk.page("requests/version.html", view, at="inbox")


def place_of(request_id: UUID, desk: Desk, form: str) -> Place:
    """Where the viewer's draft of this form is kept."""
    return Place(person_id=desk.person.person_id, request_id=request_id, form=form)


def seat_asked(facts: RequestFacts, desk: Desk, seat: str) -> str | None:
    """The seat the answer is for: nobody is named where it is the reader's own."""
    voice = chosen_voice(voices(facts, desk.viewer), seat)
    return (voice.key or None) if voice else None


def refusal_before(facts: RequestFacts, asked: Asked) -> Refusal | None:
    """What can be told before anybody writes a reason; `gates.decide` has the last word."""
    options = {option.key for option in facts.brief.options}
    if asked.brief_sha256 != facts.brief_sha256:
        return BriefMoved()
    if asked.choice is not None and asked.choice not in options:
        return ChoiceMissing()
    if facts.gate.needs_choice and asked.verb in APPROVING and asked.choice is None:
        return ChoiceMissing()
    return None


def show_refused(
    facts: RequestFacts, desk: Desk, refusal: Refusal, shown: str, *, status: int
) -> HTMLResponse:
    """The page as it stands now, with why the answer wasn't taken and what moved."""
    moved = moved_since(facts, desk, shown) if isinstance(refusal, BriefMoved) else ()
    why = Refused(message=refused_words(refusal), moved=moved)
    standing = standing_view(desk.session, facts.request_id, facts.brief, desk.viewer)
    view = decision_view(facts, desk.viewer, standing=standing, refused=why)
    return desk.page("requests/show.html", view, at="inbox", status=status)


def moved_since(facts: RequestFacts, desk: Desk, shown: str) -> tuple[Moved, ...]:
    content = brief_shown(desk.session, desk.company_id, UUID(facts.request_id), shown)
    return what_moved(thaw(content), facts.brief) if content else ()
