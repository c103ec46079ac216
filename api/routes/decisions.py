"""Recording an answer, and the receipt for it."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form
from starlette.responses import RedirectResponse, Response

from api.deps import Desk, TheDesk, TheOffice
from api.errors import UNPROCESSABLE, NotFound, status_of
from api.gather.inbox import next_decision
from api.gather.receipt import receipt_view
from api.gather.requests import facts_of
from api.routes.requests import TheRequest, show_refused
from api.routes.step_up import DecisionForm, show_step_up
from api.views.confirm import Asked, confirm_view
from api.views.decision import Refused, RequestFacts
from gates.deciding import Ballot
from gates.errors import Refusal, StepUpNeeded
from runtime.deciding import Answer, record_ballot
from store.reading_ledger import event_about
from store.reading_requests import decision_row, request_record

router = APIRouter()


@router.post("/requests/{request_id}/decisions")
def create(
    facts: TheRequest, form: Annotated[DecisionForm, Form()], desk: TheDesk, office: TheOffice
) -> Response:
    answer = Answer(
        company_id=desk.company_id,
        person_key=desk.person.person_key,
        request_id=UUID(facts.request_id),
    )
    ballot = Ballot(
        decision_id=form.decision_id,
        verb=form.verb,
        brief_sha256=form.brief_sha256,
        choice=form.choice or None,
        reason=form.reason,
        assurance=desk.viewer.assurance,
    )
    try:
        record_ballot(office, answer, ballot)
    except StepUpNeeded:
        return show_step_up(facts, form, desk)
    except Refusal as refusal:
        return _say_why(facts, form, refusal, desk)
    return RedirectResponse(f"/decisions/{form.decision_id}", 303)


def _say_why(facts: RequestFacts, form: DecisionForm, refusal: Refusal, desk: Desk) -> Response:
    """A slip in the form keeps the form; a matter that moved or closed shows how it stands."""
    status = status_of(refusal)
    if status != UNPROCESSABLE:
        return show_refused(facts, desk, refusal, form.brief_sha256, status=status)
    why = Refused(message=refusal.message)
    view = confirm_view(facts, desk.viewer, Asked(**form.model_dump()), why)
    return desk.page("requests/confirm.html", view, at="inbox", status=status)


@router.api_route("/decisions/{decision_id}", methods=["GET", "HEAD"])
def receipt(decision_id: UUID, desk: TheDesk) -> Response:
    """Only who signed sees the receipt; the decision itself shows on the request."""
    row = decision_row(desk.session, desk.company_id, decision_id)
    if row is None or row.person_id != desk.person.person_id:
        raise NotFound
    record = request_record(desk.session, desk.company_id, row.request_id)
    assert record is not None
    view = receipt_view(
        facts_of(record),
        row,
        seq=event_about(desk.session, desk.company_id, decision_id),
        next_row=next_decision(desk.session, desk.person, desk.viewer),
        viewer=desk.viewer,
    )
    return desk.page("requests/receipt.html", view, at="inbox")
