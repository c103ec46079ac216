"""The receipt of one answer: as a page, and as the file that proves it."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from api import formats
from api.gather.requests import OUTCOMES, facts_of
from api.tongue import say
from api.views import words
from api.views.answers import label
from api.views.beside import beside_of
from api.views.decision import RequestFacts, Viewer
from api.views.effects import effects_of
from api.views.inbox import InboxRow
from api.views.receipt import HeadView, ProofView, ReceiptView
from api.views.together import RecordedLine
from gates.chain import Channel
from gates.gate import APPROVING, Verb
from gates.receipt import Receipt
from gates.signed_head import read_head, safe_name
from runtime.signing_in import SignedIn
from store.reading_decisions import Recorded, recorded
from store.reading_requests import request_record


def file_name(found: Recorded) -> str:
    return f"receipt-{str(found.row.id)[:8]}.json"


def receipt_view(
    facts: RequestFacts,
    found: Recorded,
    receipt: Receipt,
    *,
    next_row: InboxRow | None,
    viewer: Viewer,
    slug: str,
    heads_s: int,
) -> ReceiptView:
    row, decision = found.row, receipt.decision
    verb = Verb(row.verb)
    waiting = sum(seat.decision is None for seat in facts.seats)
    stands_in = found.holder.id != found.person.id
    return ReceiptView(
        question=decision["question"],
        said=label(facts.gate, facts.brief, verb, row.choice),
        meaning=_meaning(decision),
        reason=row.reason,
        at=row.decided_at.astimezone(viewer.zone),
        by=_signer(decision),
        on_behalf_of=f"{found.holder.name}, {words.role(found.holder.role)}" if stands_in else "",
        authority=found.seat.why,
        channel=words.CHANNELS.get(Channel(row.channel), row.channel),
        outcome=formats.headline(facts.outcome)
        if facts.outcome
        else say("Waits for {waiting} more", waiting=waiting),
        brief_sha256=row.brief_sha256,
        decision_id=str(row.id),
        proof=_proof(found, receipt, viewer, slug=slug, heads_s=heads_s),
        effects=effects_of(facts.brief, row.choice)
        if verb in APPROVING and facts.outcome == OUTCOMES["approved"]
        else None,
        beside=beside_of(facts, viewer),
        request_href=f"/requests/{facts.request_id}",
        shown_href=f"/decisions/{row.id}/shown",
        download_href=f"/decisions/{row.id}/receipt.json",
        next_href=next_row.href if next_row else "",
        next_question=next_row.question if next_row else "",
    )


def _signer(decision: dict[str, Any]) -> str:
    """Name and role as the ledger has them: as they were then."""
    by = decision["by"]
    return f"{by.get('name') or by['key']}, {words.role(by.get('role') or '')}".rstrip(", ")


def _meaning(decision: dict[str, Any]) -> str:
    chosen = decision["choice_name"]
    return f"{decision['meaning'].capitalize()}{f': {chosen}' if chosen else ''}"


def _proof(
    found: Recorded, receipt: Receipt, viewer: Viewer, *, slug: str, heads_s: int
) -> ProofView:
    name = safe_name(slug)
    command = (
        f"sopwith ledger verify-receipt {file_name(found)} --key {name}.keys --heads {name}.heads"
    )
    return ProofView(
        seq=found.event.seq,
        sha256=found.event.sha256,
        previous=found.previous,
        head=_head(receipt, viewer),
        next_head_within=formats.seconds(heads_s),
        command=command,
    )


def _head(receipt: Receipt, viewer: Viewer) -> HeadView | None:
    if receipt.proof is None:
        return None
    head = read_head(receipt.proof.head)
    return HeadView(
        seq=head.seq,
        at=head.at.astimezone(viewer.zone),
        steps=formats.count(len(receipt.proof.path), "hash", "hashes"),
        note=head.note,
    )


def recorded_line(session: Session, person: SignedIn, decision_id: UUID) -> RecordedLine | None:
    """One of several answers given at once; None for a decision of somebody else."""
    found = recorded(session, person.company_id, decision_id)
    if found is None or found.person.id != person.person_id:
        return None
    record = request_record(session, person.company_id, found.row.request_id)
    assert record is not None
    facts = facts_of(record)
    waiting = sum(seat.decision is None for seat in facts.seats)
    return RecordedLine(
        href=f"/decisions/{decision_id}",
        question=facts.brief.question,
        said=label(facts.gate, facts.brief, Verb(found.row.verb), found.row.choice),
        outcome=facts.outcome or say("waits for {waiting} more", waiting=waiting),
        ledger_seq=found.event.seq,
    )
