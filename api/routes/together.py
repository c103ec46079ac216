"""Several requests of one low-tier gate, answered at once: chosen in the inbox, confirmed here."""

from typing import Annotated
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Form, Query
from pydantic import BaseModel
from starlette.responses import RedirectResponse, Response

from api.deps import Desk, TheDesk, TheOffice
from api.errors import UNPROCESSABLE, NotFound, status_of
from api.gather.receipt import recorded_line
from api.gather.requests import facts_of
from api.pages import draw_plain
from api.refused import refused_words
from api.routes.inbox import one_of
from api.tongue import say
from api.views.decision import RequestFacts
from api.views.together import TogetherReceipt, together_view
from api.views.together_rows import ItemSent, Said, item_sent
from gates.deciding import Ballot
from gates.errors import NotTogether, Refusal, SeveralGates
from gates.gate import Verb
from gates.together import TOGETHER_MAX
from runtime.deciding_together import Item, Undecided, record_together
from store.reading_requests import request_record

router = APIRouter()
CONFLICT = 409


class TogetherQuery(BaseModel):
    request: list[UUID] = []
    verb: str = ""
    choice: str = ""


class TogetherForm(BaseModel):
    item: list[str] = []
    verb: Verb
    choice: str = ""
    reason: str = ""


@router.api_route("/together", methods=["GET", "HEAD"])
def show(desk: TheDesk, said: Annotated[TogetherQuery, Query()]) -> Response:
    """First which answer, then what it does to each."""
    facts = _facts(desk, said.request[:TOGETHER_MAX])
    if not facts:
        return RedirectResponse("/inbox", 303)
    answer = Said(verb=one_of(Verb, said.verb), choice=said.choice or None)
    refusal = _not_together(facts)
    if refusal is not None:
        return draw_plain(
            desk.request, status_of(refusal), say("One by one, please"), refused_words(refusal)
        )
    return desk.page(
        "requests/together.html", together_view(facts, desk.viewer, answer), at="inbox"
    )


@router.post("/together")
def decide(form: Annotated[TogetherForm, Form()], desk: TheDesk, office: TheOffice) -> Response:
    sent = [one for value in form.item if (one := item_sent(value)) is not None]
    if not sent or len(sent) < len(form.item):
        raise NotFound
    facts = _facts(desk, [one.request_id for one in sent])
    items = [Item(request_id=one.request_id, ballot=_ballot(form, one, desk)) for one in sent]
    try:
        record_together(office, desk.company_id, desk.person.person_key, items)
    except Undecided as undecided:
        why = {str(one.request_id): refused_words(one.refusal) for one in undecided.objections}
        said = say(
            "Nothing was decided: {why} of {items} can’t be answered so.",
            why=len(why),
            items=len(items),
        )
        return _again(desk, facts, form, sent, said, why, CONFLICT)
    except Refusal as refusal:
        if not facts or _not_together(facts):
            return draw_plain(
                desk.request, status_of(refusal), say("One by one, please"), refused_words(refusal)
            )
        return _again(desk, facts, form, sent, refused_words(refusal), {}, UNPROCESSABLE)
    made = urlencode([("decision", str(one.decision_id)) for one in sent])
    return RedirectResponse(f"/together/receipt?{made}", 303)


class ReceiptQuery(BaseModel):
    decision: list[UUID] = []


@router.api_route("/together/receipt", methods=["GET", "HEAD"])
def receipt(desk: TheDesk, said: Annotated[ReceiptQuery, Query()]) -> Response:
    """What the reader signed in one go; others' decisions are left out."""
    lines = tuple(
        line
        for decision_id in said.decision[:TOGETHER_MAX]
        if (line := recorded_line(desk.session, desk.person, decision_id))
    )
    if not lines:
        raise NotFound
    view = TogetherReceipt(lines=lines)
    return desk.page("requests/together_receipt.html", view, at="inbox")


def _facts(desk: Desk, ids: list[UUID]) -> list[RequestFacts]:
    """Of their own company, each once; others are left out as if they weren't there."""
    found = (
        request_record(desk.session, desk.company_id, request_id)
        for request_id in dict.fromkeys(ids)
    )
    return [facts_of(record) for record in found if record is not None]


def _not_together(facts: list[RequestFacts]) -> Refusal | None:
    if len({one.gate.name for one in facts}) > 1:
        return SeveralGates()
    return None if facts[0].gate.policy.together else NotTogether()


def _ballot(form: TogetherForm, one: ItemSent, desk: Desk) -> Ballot:
    return Ballot(
        decision_id=one.decision_id,
        verb=form.verb,
        brief_sha256=one.brief_sha256,
        choice=form.choice or None,
        reason=form.reason,
        assurance=desk.viewer.assurance,
    )


def _again(
    desk: Desk,
    facts: list[RequestFacts],
    form: TogetherForm,
    sent: list[ItemSent],
    said: str,
    objections: dict[str, str],
    status: int,
) -> Response:
    """As it stands now, with who objected; what was written is kept."""
    view = together_view(
        facts,
        desk.viewer,
        Said(verb=form.verb, choice=form.choice or None, reason=form.reason),
        refused=said,
        objections=objections,
        ballots={str(one.request_id): str(one.decision_id) for one in sent},
    )
    return desk.page("requests/together.html", view, at="inbox", status=status)
