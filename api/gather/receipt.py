"""The receipt of one answer."""

from uuid import UUID

from sqlalchemy.orm import Session

from api.gather.requests import OUTCOMES, facts_of
from api.views import words
from api.views.answers import label
from api.views.decision import RequestFacts, Viewer
from api.views.effects import effects_of
from api.views.inbox import InboxRow
from api.views.receipt import ReceiptView
from api.views.together import RecordedLine
from gates.gate import Verb
from runtime.signing_in import SignedIn
from store.reading_ledger import event_about
from store.reading_requests import decision_row, request_record
from store.tables.gates import DecisionRow


def receipt_view(
    facts: RequestFacts,
    row: DecisionRow,
    *,
    seq: int | None,
    next_row: InboxRow | None,
    viewer: Viewer,
) -> ReceiptView:
    verb = Verb(row.verb)
    waiting = sum(seat.decision is None for seat in facts.seats)
    return ReceiptView(
        question=facts.brief.question,
        said=label(facts.gate, facts.brief, verb, row.choice),
        reason=row.reason,
        at=row.decided_at.astimezone(viewer.zone),
        by=f"{viewer.name}, {words.role(viewer.role)}",
        outcome=facts.outcome.capitalize() if facts.outcome else f"Waits for {waiting} more",
        brief_sha256=row.brief_sha256,
        decision_id=str(row.id),
        ledger_seq=seq,
        effects=effects_of(facts.brief, row.choice)
        if verb is Verb.APPROVE and facts.outcome == OUTCOMES["approved"]
        else None,
        request_href=f"/requests/{facts.request_id}",
        next_href=next_row.href if next_row else "",
        next_question=next_row.question if next_row else "",
    )


def recorded_line(
    session: Session, person: SignedIn, viewer: Viewer, decision_id: UUID
) -> RecordedLine | None:
    """One of several answers given at once; None for a decision of somebody else."""
    row = decision_row(session, person.company_id, decision_id)
    if row is None or row.person_id != person.person_id:
        return None
    record = request_record(session, person.company_id, row.request_id)
    assert record is not None
    seq = event_about(session, person.company_id, decision_id)
    one = receipt_view(facts_of(record), row, seq=seq, next_row=None, viewer=viewer)
    return RecordedLine(
        href=f"/decisions/{decision_id}",
        question=one.question,
        said=one.said,
        outcome=one.outcome,
        ledger_seq=one.ledger_seq,
    )
