"""One decision as its receipt and its page show it: the row, its event, what was shown then."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from gates.chain import BEGINNING
from gates.receipt import Receipt, make_proof, make_receipt
from store import ledger, signed_heads
from store.tables.gates import BriefRow, DecisionRow, SeatRow
from store.tables.ledger import LedgerEventRow
from store.tables.people import PersonRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A decision with everything its receipt is made of."""

    row: DecisionRow
    seat: SeatRow
    person: PersonRow
    holder: PersonRow
    """Whose seat it was: the same person, or whom they acted for."""
    brief: bytes
    event: LedgerEventRow
    previous: str
    """The hash of the event before."""


def recorded(session: Session, company_id: int, decision_id: UUID) -> Recorded | None:
    row = session.scalar(
        select(DecisionRow).where(
            DecisionRow.company_id == company_id, DecisionRow.id == decision_id
        )
    )
    if row is None:
        return None
    seat = session.get_one(SeatRow, row.seat_id)
    event = _event(session, row)
    return Recorded(
        row=row,
        seat=seat,
        person=session.get_one(PersonRow, row.person_id),
        holder=session.get_one(PersonRow, seat.person_id),
        brief=_brief(session, row),
        event=event,
        previous=_hash_before(session, event),
    )


def decision_ids(session: Session, company_id: int) -> Sequence[UUID]:
    """Every decision, in the order they were made."""
    mine = select(DecisionRow.id).where(DecisionRow.company_id == company_id)
    return session.scalars(mine.order_by(DecisionRow.decided_at, DecisionRow.id)).all()


def _event(session: Session, row: DecisionRow) -> LedgerEventRow:
    """The event that recorded it; the decision's id stands in the hashed bytes."""
    mention = func.convert_from(LedgerEventRow.content, "UTF8").contains(f'"{row.id}"')
    return session.scalars(
        select(LedgerEventRow).where(
            LedgerEventRow.company_id == row.company_id,
            LedgerEventRow.kind == "decided",
            LedgerEventRow.at == row.decided_at,
            mention,
        )
    ).one()


def _hash_before(session: Session, event: LedgerEventRow) -> str:
    before = session.get(LedgerEventRow, (event.company_id, event.seq - 1))
    return before.sha256 if before is not None else BEGINNING


def _brief(session: Session, row: DecisionRow) -> bytes:
    return session.scalars(
        select(BriefRow.content).where(
            BriefRow.request_id == row.request_id, BriefRow.sha256 == row.brief_sha256
        )
    ).one()


def answers_before(
    session: Session, row: DecisionRow
) -> Mapping[int, tuple[DecisionRow, PersonRow]]:
    """By seat, the answers that stood in its request when this one was given, and by whom."""
    found = session.execute(
        select(DecisionRow, PersonRow)
        .join(PersonRow, PersonRow.id == DecisionRow.person_id)
        .where(
            DecisionRow.request_id == row.request_id,
            DecisionRow.decided_at < row.decided_at,
            or_(DecisionRow.ended_at.is_(None), DecisionRow.ended_at > row.decided_at),
        )
    )
    return {decision.seat_id: (decision, person) for decision, person in found}


def receipt_of(session: Session, found: Recorded) -> Receipt:
    """The decision's event and brief, and the way to the first head that covers it."""
    event = found.event
    head = signed_heads.covering(session, event.company_id, event.seq)
    proof = None
    if head is not None:
        hashes = ledger.hashes(session, event.company_id, head.seq)
        proof = make_proof(hashes, event.seq, head)
    return make_receipt(
        content=event.content, previous=found.previous, brief=found.brief, proof=proof
    )
