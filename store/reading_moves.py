"""What happened around a request besides the answers that stand: for its page and the inbox."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from gates.snoozing import Snooze, Until, sleeps
from store.tables.gates import DecisionRow, RequestRow, SeatRow
from store.tables.moves import SnoozeRow
from store.tables.people import DelegationRow, PersonRow

GIVER = aliased(PersonRow)
OTHER = aliased(PersonRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something one person did, with another or alone."""

    by: PersonRow
    at: datetime
    text: str
    other: PersonRow | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """An answer that doesn't stand any more."""

    by: PersonRow
    row: DecisionRow


def ended_answers(session: Session, company_id: int, request_id: UUID) -> Sequence[Ended]:
    rows = session.execute(
        select(DecisionRow, PersonRow)
        .join(PersonRow, PersonRow.id == DecisionRow.person_id)
        .where(
            DecisionRow.company_id == company_id,
            DecisionRow.request_id == request_id,
            DecisionRow.ended_at.is_not(None),
        )
    )
    return [Ended(by=who, row=row) for row, who in rows]


def delegated(session: Session, company_id: int, request_id: UUID) -> Sequence[Step]:
    """Delegations of this one request."""
    rows = session.execute(
        select(DelegationRow, GIVER, OTHER)
        .join(GIVER, GIVER.id == DelegationRow.giver_id)
        .join(OTHER, OTHER.id == DelegationRow.receiver_id)
        .where(DelegationRow.company_id == company_id, DelegationRow.request_id == request_id)
    )
    return [
        Step(by=giver, at=row.made_at, text=row.reason, other=receiver)
        for row, giver, receiver in rows
    ]


def added_seats(session: Session, company_id: int, request_id: UUID) -> Sequence[tuple[str, str]]:
    """Holder and adder of seats added on top of the gate's own, as keys."""
    rows = session.execute(
        select(GIVER.key, OTHER.key)
        .join(SeatRow, SeatRow.person_id == GIVER.id)
        .join(OTHER, OTHER.id == SeatRow.added_by_id)
        .where(SeatRow.company_id == company_id, SeatRow.request_id == request_id)
    )
    return [(holder, adder) for holder, adder in rows]


def asleep(
    session: Session, company_id: int, person_id: int, *, at: datetime
) -> dict[UUID, Snooze]:
    """The open requests this person put aside, while they sleep."""
    own = select(SeatRow.id).where(
        SeatRow.request_id == RequestRow.id, SeatRow.person_id == person_id
    )
    answered = select(DecisionRow.id).where(
        DecisionRow.seat_id.in_(own), DecisionRow.ended_at.is_(None)
    )
    rows = session.execute(
        select(SnoozeRow, RequestRow, OTHER.key)
        .join(RequestRow, RequestRow.id == SnoozeRow.request_id)
        .outerjoin(OTHER, OTHER.id == SnoozeRow.answer_of_id)
        .where(
            SnoozeRow.company_id == company_id,
            SnoozeRow.person_id == person_id,
            RequestRow.closed_at.is_(None),
            ~answered.exists(),
        )
    ).all()
    found: dict[UUID, Snooze] = {}
    for row, request, awaited in rows:
        snooze = Snooze(
            until=Until(row.until),
            brief_sha256=row.brief_sha256,
            moment=row.moment,
            answer_of=awaited,
        )
        if sleeps(
            snooze,
            brief_sha256=request.brief_sha256,
            answered=_answered(session, request.id) if awaited else (),
            due_at=request.due_at,
            at=at,
        ):
            found[request.id] = snooze
    return found


def _answered(session: Session, request_id: UUID) -> frozenset[str]:
    """Holders whose seat has its answer."""
    rows = session.scalars(
        select(PersonRow.key)
        .join(SeatRow, SeatRow.person_id == PersonRow.id)
        .join(DecisionRow, DecisionRow.seat_id == SeatRow.id)
        .where(SeatRow.request_id == request_id, DecisionRow.ended_at.is_(None))
    )
    return frozenset(rows)
