"""The receipt of one answer."""

from api.gather.requests import OUTCOMES
from api.views import words
from api.views.answers import label
from api.views.decision import RequestFacts, Viewer
from api.views.effects import effects_of
from api.views.inbox import InboxRow
from api.views.receipt import ReceiptView
from gates.gate import Verb
from store.people import Addressee
from store.tables.gates import DecisionRow


def receipt_view(
    facts: RequestFacts,
    row: DecisionRow,
    *,
    seq: int | None,
    next_row: InboxRow | None,
    viewer: Viewer,
    for_whom: Addressee | None = None,
) -> ReceiptView:
    verb = Verb(row.verb)
    waiting = sum(seat.decision is None for seat in facts.seats)
    return ReceiptView(
        question=facts.brief.question,
        said=label(facts.gate, facts.brief, verb, row.choice),
        reason=row.reason,
        at=row.decided_at.astimezone(viewer.zone),
        by=f"{viewer.name}, {words.role(viewer.role)}" + _for(for_whom),
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


def _for(whom: Addressee | None) -> str:
    """Whose seat it was, where the signer acted for somebody."""
    return f", for {whom.name}, {words.role(whom.role)}" if whom else ""
