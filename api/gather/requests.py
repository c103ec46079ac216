"""A request as the pages' facts, from what the store holds."""

from datetime import datetime

from api.tongue import Say
from api.views.decision import RequestFacts
from api.views.moves import Claim
from api.views.seats import Seat
from api.views.waited import Chased
from gates.brief import thaw
from gates.chasing import ChaseKind
from gates.deciding import Decision
from gates.seating import Why
from store.reading_requests import RequestRecord, SeatRecord
from store.requests import as_decision
from store.tables.gates import ChaseRow, SeatRow
from store.tables.people import PersonRow

OUTCOMES = {
    "approved": Say("approved"),
    "returned": Say("sent back for changes"),
    "rejected": Say("rejected"),
    "answered": Say("answered by everyone"),
    "withdrawn": Say("no longer needed"),
}


def facts_of(record: RequestRecord) -> RequestFacts:
    row = record.row
    return RequestFacts(
        request_id=str(row.id),
        gate=row.ruled,
        brief=thaw(record.brief),
        brief_sha256=row.brief_sha256,
        opened_at=row.opened_at,
        due_at=row.due_at,
        cycle=record.cycle,
        seats=tuple(_seat(seat) for seat in record.seats),
        outcome=OUTCOMES[row.outcome] if row.outcome else None,
        chases=tuple(_chased(chase, person) for chase, person in record.chases),
        delegations=record.delegations,
        names=record.names,
    )


def claim_of(taken: tuple[PersonRow, datetime] | None) -> Claim | None:
    """Who has taken it on, as the pages say it."""
    return Claim(person=taken[0].key, name=taken[0].name, at=taken[1]) if taken else None


def _chased(chase: ChaseRow, person: PersonRow | None) -> Chased:
    return Chased(
        kind=ChaseKind(chase.kind),
        number=chase.number,
        at=chase.due_at,
        done_at=chase.done_at,
        asked=person.name if person else "",
    )


def _seat(seat: SeatRecord) -> Seat:
    person = seat.person
    return Seat(
        person=person.key,
        name=person.name,
        role=person.role,
        decision=_decision(seat),
        accountable=seat.row.accountable,
        group=seat.row.grouping,
        position=seat.row.position,
        why=_why(seat.row),
        added=seat.row.added_by_id is not None,
        answered_by=_stand_in(seat),
    )


def _decision(seat: SeatRecord) -> Decision | None:
    if seat.decision is None or seat.answered_by is None:
        return None
    return as_decision(seat.decision, by=seat.answered_by.key, seat=seat.person.key)


def _why(row: SeatRow) -> Why:
    said = row.why_facts
    return Why(
        rule=said.get("rule", row.why), data=said.get("data", ""), version=said.get("version", "")
    )


def _stand_in(seat: SeatRecord) -> str:
    """Who acted for the holder, by name; empty where the holder answered."""
    actor = seat.answered_by
    return actor.name if actor is not None and actor.id != seat.person.id else ""


def concerns(facts: RequestFacts, person: str) -> bool:
    """Whether the person waits for it: they sit in it or took part in it."""
    return person in facts.brief.took_part or any(seat.person == person for seat in facts.seats)
