"""Recording an answer, the receipt for it, and what was shown when it was given."""

from dataclasses import replace
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form
from starlette.responses import RedirectResponse, Response

from api.deps import Desk, TheDesk, TheOffice
from api.errors import UNPROCESSABLE, NotFound, status_of
from api.gather.inbox import next_decision
from api.gather.moves import around_of
from api.gather.receipt import file_name, receipt_view
from api.gather.requests import facts_of
from api.gather.shown import BytesChanged, shown_view
from api.pages import draw_plain
from api.refused import refused_words
from api.routes.inbox import one_of
from api.routes.requests import place_of, show_refused, the_request
from api.routes.step_up import DecisionForm, show_step_up
from api.views.confirm import Asked, confirm_view
from api.views.decision import Refused, RequestFacts
from api.views.options import Show
from api.views.wishing import wish_of
from gates.access import Part, part_of
from gates.deciding import Ballot
from gates.errors import Refusal, StepUpNeeded
from gates.people import Role
from runtime.deciding import Answer, record_ballot
from store.drafts import forget
from store.reading_decisions import Recorded, answers_before, receipt_of, recorded
from store.reading_people import company
from store.reading_requests import RequestRecord, request_record

router = APIRouter()


@router.post("/requests/{request_id}/decisions")
def create(
    request_id: UUID, form: Annotated[DecisionForm, Form()], desk: TheDesk, office: TheOffice
) -> Response:
    """The request is only gathered for who is refused: they see how it stands by then."""
    answer = Answer(
        company_id=desk.company_id, person_key=desk.person.person_key, request_id=request_id
    )
    try:
        record_ballot(office, answer, _ballot(form, desk))
    except StepUpNeeded:
        return show_step_up(the_request(request_id, desk), form, desk)
    except Refusal as refusal:
        return _say_why(the_request(request_id, desk), form, refusal, desk)
    forget(desk.session, place_of(request_id, desk, form.verb))
    return RedirectResponse(_onwards(form, desk), 303)


def _onwards(form: DecisionForm, desk: Desk) -> str:
    """To the receipt; or, for who wants that, to what waits next."""
    if desk.person.advances:
        following = next_decision(desk.session, desk.person, desk.viewer)
        if following is not None:
            return f"{following.href}?after={form.decision_id}"
    return f"/decisions/{form.decision_id}"


def _ballot(form: DecisionForm, desk: Desk) -> Ballot:
    return Ballot(
        decision_id=form.decision_id,
        verb=form.verb,
        brief_sha256=form.brief_sha256,
        choice=form.choice or None,
        reason=form.reason,
        seat=form.seat or None,
        wish=wish_of(form.condition, form.until, form.fallback, desk.viewer.zone),
        assurance=desk.viewer.assurance,
    )


def _say_why(facts: RequestFacts, form: DecisionForm, refusal: Refusal, desk: Desk) -> Response:
    """A slip in the form keeps the form; a matter that moved or closed shows how it stands."""
    status = status_of(refusal)
    if status != UNPROCESSABLE:
        return show_refused(facts, desk, refusal, form.brief_sha256, status=status)
    why = Refused(message=refused_words(refusal))
    view = confirm_view(facts, desk.viewer, Asked(**form.model_dump()), why)
    return desk.page("requests/confirm.html", view, at="inbox", status=status)


def the_decision(decision_id: UUID, desk: TheDesk) -> Recorded:
    """The decision in the person's own company; any other is not found."""
    found = recorded(desk.session, desk.company_id, decision_id)
    if found is None:
        raise NotFound
    return found


TheDecision = Annotated[Recorded, Depends(the_decision, scope="function")]


def my_decision(found: TheDecision, desk: TheDesk) -> Recorded:
    """A receipt is for whoever signed, for whom they signed, and for auditors."""
    audits = part_of(Role(desk.person.role)) is Part.AUDITOR
    if not audits and desk.person.person_id not in {found.person.id, found.holder.id}:
        raise NotFound
    return found


MyDecision = Annotated[Recorded, Depends(my_decision, scope="function")]


@router.api_route("/decisions/{decision_id}", methods=["GET", "HEAD"])
def receipt(found: MyDecision, desk: TheDesk, office: TheOffice) -> Response:
    """Who signed what, over which content, with its proof; made to be printed."""
    record = _record(desk, found)
    around = around_of(desk.session, record.row, desk.person, desk.viewer)
    view = receipt_view(
        replace(facts_of(record), around=around),
        found,
        receipt_of(desk.session, found),
        next_row=next_decision(desk.session, desk.person, desk.viewer),
        viewer=desk.viewer,
        slug=company(desk.session, desk.company_id).slug,
        heads_s=office.settings.heads_s,
    )
    return desk.page("requests/receipt.html", view, at="inbox")


@router.api_route("/decisions/{decision_id}/receipt.json", methods=["GET", "HEAD"])
def receipt_file(found: MyDecision, desk: TheDesk) -> Response:
    """The receipt to keep: it verifies offline."""
    content = receipt_of(desk.session, found).model_dump_json(indent=2)
    headers = {"Content-Disposition": f'attachment; filename="{file_name(found)}"'}
    return Response(content, media_type="application/json", headers=headers)


@router.api_route("/decisions/{decision_id}/shown", methods=["GET", "HEAD"])
def shown(found: TheDecision, desk: TheDesk, show: str = "") -> Response:
    """Exactly what was shown when this was decided, to whoever may see the request."""
    answers = answers_before(desk.session, found.row)
    which = one_of(Show, show) or Show.VALUE
    try:
        view = shown_view(_record(desk, found), found, answers, desk.viewer, which)
    except BytesChanged as changed:
        return draw_plain(desk.request, 500, "Not what was signed", str(changed.__doc__))
    return desk.page("requests/shown.html", view, at="inbox")


def _record(desk: Desk, found: Recorded) -> RequestRecord:
    record = request_record(desk.session, desk.company_id, found.row.request_id)
    assert record is not None
    return record
