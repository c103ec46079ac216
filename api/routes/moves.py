"""What people do in a request besides answering it. Every form works without a script."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from api.deps import Desk, TheDesk, TheOffice
from api.errors import NotFound, status_of
from api.refused import refused_words
from api.routes.inbox import one_of
from api.routes.requests import TheRequest, place_of
from api.routes.step_up import ask_who
from api.views.decision import RequestFacts
from api.views.move_form import Tried, move_form
from gates.errors import CommentMissing, NothingToChange, Refusal, StepUpNeeded
from gates.move import Move
from gates.option_form import ValuesRefused
from gates.snoozing import Until
from runtime.adding_approvers import add_approver, take_back_approver
from runtime.changing import Form, form_for
from runtime.claiming import claim, release
from runtime.commenting import comment
from runtime.deciding import Answer
from runtime.delegating_one import delegate_one
from runtime.snoozing import snooze, take_up
from runtime.withdrawing import withdraw
from store.asked_requests import by_id
from store.directory import directory_of
from store.drafts import forget, kept

router = APIRouter()
Fields = Mapping[str, Sequence[str]]


async def what_was_sent(request: Request) -> Fields:
    """A form's fields as they came: an option's form has fields of its own."""
    async with request.form() as form:
        fields: dict[str, list[str]] = {}
        for name, value in form.multi_items():
            if isinstance(value, str):
                fields.setdefault(name, []).append(value)
    return fields


Sent = Annotated[Fields, Depends(what_was_sent)]


def first(sent: Fields, name: str) -> str:
    return next(iter(sent.get(name, ())), "")


@router.api_route("/requests/{request_id}/moves/{move}", methods=["GET", "HEAD"])
def show(move: str, facts: TheRequest, desk: TheDesk, option: str = "") -> Response:
    """Only shows; asking for a form changes nothing."""
    wanted = one_of(Move, move)
    if wanted is None:
        raise NotFound
    if wanted is Move.ASK:
        return RedirectResponse(f"/requests/{facts.request_id}/ask", 303)
    draft = kept(desk.session, place_of(UUID(facts.request_id), desk, wanted))
    tried = Tried(said={"reason": [draft], "text": [draft]}) if draft else None
    return show_form(facts, desk, wanted, option=option, tried=tried)


def show_form(
    facts: RequestFacts,
    desk: Desk,
    move: Move,
    *,
    option: str = "",
    tried: Tried | None = None,
    status: int = 200,
) -> Response:
    """The form, with what was wrong with the last try."""
    option = _option(facts, move, option)
    form: Form | None = None
    tried = tried or Tried()
    if move is Move.CHANGE:
        try:
            form = form_for(desk.session, by_id(desk.session, UUID(facts.request_id)), option)
        except Refusal as refusal:
            tried, status = Tried(message=refused_words(refusal)), status_of(refusal)
    view = move_form(
        facts,
        desk.viewer,
        move,
        members=directory_of(desk.session, desk.company_id).members,
        form=form,
        option=option,
        tried=tried,
    )
    return desk.page("requests/move.html", view, at="inbox", status=status)


def _option(facts: RequestFacts, move: Move, wanted: str) -> str:
    """The option it is about: for a change the recommended one, if none is named."""
    keys = [one.key for one in facts.brief.options]
    own = {one.key for one in facts.around.own} if move is Move.COMMENT else set[str]()
    if wanted in keys or wanted in own:
        return wanted
    if move is not Move.CHANGE:
        return ""
    if not keys:
        raise NothingToChange
    pick = facts.brief.pick.option if facts.brief.pick else keys[0]
    return pick if pick in keys else keys[0]


@router.post("/requests/{request_id}/delegations")
def delegate(facts: TheRequest, desk: TheDesk, office: TheOffice, sent: Sent) -> Response:
    to, reason = first(sent, "person"), first(sent, "reason")
    whom = answer_of(facts, desk)
    return _try(
        facts, desk, Move.DELEGATE, sent, lambda: delegate_one(office, whom, to, reason=reason)
    )


@router.post("/requests/{request_id}/approvers")
def add(facts: TheRequest, desk: TheDesk, office: TheOffice, sent: Sent) -> Response:
    to, why = first(sent, "person"), first(sent, "reason")
    whom = answer_of(facts, desk)
    return _try(facts, desk, Move.ADD, sent, lambda: add_approver(office, whom, to, why=why))


@router.post("/requests/{request_id}/approvers/taken-back")
def take_back(facts: TheRequest, desk: TheDesk, office: TheOffice, sent: Sent) -> Response:
    who, whom, sure = first(sent, "person"), answer_of(facts, desk), desk.viewer.assurance

    def do_without() -> None:
        take_back_approver(office, whom, who, sure=sure)

    return _try(facts, desk, Move.TAKE_BACK, sent, do_without)


@router.post("/requests/{request_id}/comments")
def say(facts: TheRequest, desk: TheDesk, office: TheOffice, sent: Sent) -> Response:
    whom = answer_of(facts, desk)

    def add_comment() -> None:
        comment(
            office,
            whom,
            first(sent, "text"),
            comment_id=_id(first(sent, "comment_id")),
            option=first(sent, "option") or None,
        )

    return _try(facts, desk, Move.COMMENT, sent, add_comment, then="#record")


@router.post("/requests/{request_id}/snoozes")
def put_aside(facts: TheRequest, desk: TheDesk, office: TheOffice, sent: Sent) -> Response:
    kind, _, person = first(sent, "until").partition(":")
    until = one_of(Until, kind) or Until.MOMENT
    moment = _moment(first(sent, "moment"), desk.viewer.zone)
    whom = answer_of(facts, desk)

    def aside() -> None:
        snooze(office, whom, until, moment=moment, answer_of=person or None)

    return _try(facts, desk, Move.SNOOZE, sent, aside)


@router.post("/requests/{request_id}/snoozes/ended")
def wake(facts: TheRequest, desk: TheDesk, office: TheOffice, sent: Sent) -> Response:
    whom = answer_of(facts, desk)
    return _try(facts, desk, Move.WAKE, sent, lambda: take_up(office, whom))


@router.post("/requests/{request_id}/claims")
def take_on(facts: TheRequest, desk: TheDesk, office: TheOffice, sent: Sent) -> Response:
    whom = answer_of(facts, desk)
    return _try(facts, desk, Move.CLAIM, sent, lambda: claim(office, whom))


@router.post("/requests/{request_id}/claims/ended")
def give_back(facts: TheRequest, desk: TheDesk, office: TheOffice, sent: Sent) -> Response:
    whom = answer_of(facts, desk)
    return _try(facts, desk, Move.RELEASE, sent, lambda: release(office, whom))


@router.post("/requests/{request_id}/withdrawals")
def take_answer_back(facts: TheRequest, desk: TheDesk, office: TheOffice, sent: Sent) -> Response:
    whom, reason = answer_of(facts, desk), first(sent, "reason")
    return _try(facts, desk, Move.WITHDRAW, sent, lambda: withdraw(office, whom, reason=reason))


def answer_of(facts: RequestFacts, desk: Desk) -> Answer:
    return Answer(
        company_id=desk.company_id,
        person_key=desk.person.person_key,
        request_id=UUID(facts.request_id),
    )


def _try(
    facts: RequestFacts,
    desk: Desk,
    move: Move,
    sent: Fields,
    make: Callable[[], object],
    *,
    then: str = "",
) -> Response:
    """Back to the request; or the form again, as it was filled in, with why not."""
    try:
        make()
        forget(desk.session, place_of(UUID(facts.request_id), desk, move))
    except StepUpNeeded:
        return ask_who(facts, desk, then=f"moves/{move.value}")
    except Refusal as refusal:
        tried = refused_as(refusal, sent)
        option = first(sent, "option")
        return show_form(facts, desk, move, option=option, tried=tried, status=status_of(refusal))
    return RedirectResponse(f"/requests/{facts.request_id}{then}", 303)


def refused_as(refusal: Refusal, sent: Fields) -> Tried:
    wrong = refusal.fields if isinstance(refusal, ValuesRefused) else {}
    return Tried(message=refused_words(refusal), said=sent, wrong=wrong)


def _moment(said: str, zone: ZoneInfo) -> datetime | None:
    """A local day and time as the browser's field writes it; anything else is none."""
    try:
        return datetime.fromisoformat(said).replace(tzinfo=zone)
    except ValueError:
        return None


def _id(said: str) -> UUID:
    """The comment's own id; the form always has one."""
    try:
        return UUID(said)
    except ValueError as unreadable:
        raise CommentMissing from unreadable
