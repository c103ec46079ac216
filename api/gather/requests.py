"""A request as the pages' facts, from what the store holds."""

from api.views.decision import RequestFacts
from api.views.seats import Seat
from gates.brief import thaw
from gates.catalogue import GATES
from store.reading_requests import RequestRecord, SeatRecord
from store.requests import as_decision

OUTCOMES = {
    "approved": "approved",
    "returned": "sent back for changes",
    "rejected": "rejected",
    "answered": "answered by everyone",
    "withdrawn": "no longer needed",
}


def facts_of(record: RequestRecord) -> RequestFacts:
    row = record.row
    return RequestFacts(
        request_id=str(row.id),
        gate=GATES[row.gate],
        brief=thaw(record.brief),
        brief_sha256=row.brief_sha256,
        opened_at=row.opened_at,
        due_at=row.due_at,
        cycle=record.cycle,
        seats=tuple(_seat(seat) for seat in record.seats),
        outcome=OUTCOMES[row.outcome] if row.outcome else None,
    )


def _seat(seat: SeatRecord) -> Seat:
    person = seat.person
    return Seat(
        person=person.key,
        name=person.name,
        role=person.role,
        decision=as_decision(seat.decision, person.key) if seat.decision else None,
        accountable=seat.accountable,
    )


def lacks_answer_of(facts: RequestFacts, person: str) -> bool:
    """Whether it is this person's turn: an open seat of theirs, in what they didn't write."""
    mine = any(seat.person == person and seat.decision is None for seat in facts.seats)
    return mine and facts.outcome is None and person not in facts.brief.authors


def concerns(facts: RequestFacts, person: str) -> bool:
    """Whether the person waits for it: they answered, sit in it or wrote it."""
    return person in facts.brief.authors or any(seat.person == person for seat in facts.seats)
