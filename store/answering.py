"""What a decider finds and writes, in few statements: a decision is the path people wait on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Row, bindparam, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from gates.brief import Brief, thaw
from gates.deciding import Decision, Outcome, Waiting
from gates.gate import Verb
from gates.people import Role
from store.tables.gates import BriefRow, DecisionRow, RequestRow, SeatRow
from store.tables.people import PersonRow

LOCK = (
    select(
        RequestRow.id,
        RequestRow.company_id,
        RequestRow.case_id,
        RequestRow.gate,
        RequestRow.brief_sha256,
        RequestRow.closed_at,
    )
    .where(RequestRow.id == bindparam("request"))
    .with_for_update()
)
BRIEF = select(BriefRow.content).where(
    BriefRow.request_id == bindparam("request"), BriefRow.sha256 == bindparam("sha256")
)
SEATS = (
    select(
        SeatRow.id.label("seat_id"),
        SeatRow.person_id,
        PersonRow.key,
        PersonRow.role,
        DecisionRow.id.label("decision_id"),
        DecisionRow.verb,
        DecisionRow.choice,
        DecisionRow.reason,
        DecisionRow.brief_sha256,
        DecisionRow.decided_at,
    )
    .join(PersonRow, PersonRow.id == SeatRow.person_id)
    .join(DecisionRow, DecisionRow.seat_id == SeatRow.id, isouter=True)
    .where(SeatRow.request_id == bindparam("request"))
    .order_by(DecisionRow.decided_at, DecisionRow.id, SeatRow.id)
)
ADD = insert(DecisionRow)
CLOSE = (
    update(RequestRow)
    .where(RequestRow.id == bindparam("request"))
    .values(closed_at=bindparam("at"), outcome=bindparam("outcome"), choice=bindparam("chosen"))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seated:
    """One seat, who holds it and what they answered."""

    seat_id: int
    person_id: int
    key: str
    role: Role
    decision: Decision | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Locked:
    """A request held against every other decider, with all that deciding it needs."""

    id: UUID
    company_id: int
    case_id: str
    gate: str
    closed: bool
    brief_sha256: str
    brief: Brief
    seats: tuple[Seated, ...]

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """In the order they were made."""
        return tuple(seat.decision for seat in self.seats if seat.decision)

    @property
    def waiting(self) -> Waiting:
        return Waiting(
            closed=self.closed,
            brief_sha256=self.brief_sha256,
            authors=frozenset(self.brief.authors),
            options=frozenset(option.key for option in self.brief.options),
            seats=frozenset(seat.key for seat in self.seats),
            answered=frozenset(decision.by for decision in self.decisions),
        )

    def seat_of(self, person_key: str) -> Seated | None:
        return next((seat for seat in self.seats if seat.key == person_key), None)


def lock(session: Session, request_id: UUID) -> Locked | None:
    """Hold the request until the transaction ends.

    Brief and seats are read after the lock is ours, or a brief revised and an answer given
    while we waited for it would not be seen.
    """
    request = session.execute(LOCK, {"request": request_id}).one_or_none()
    if request is None:
        return None
    content = session.scalar(BRIEF, {"request": request_id, "sha256": request.brief_sha256})
    assert content is not None
    return Locked(
        id=request.id,
        company_id=request.company_id,
        case_id=request.case_id,
        gate=request.gate,
        closed=request.closed_at is not None,
        brief_sha256=request.brief_sha256,
        brief=thaw(content),
        seats=_seats(session.execute(SEATS, {"request": request_id}).all()),
    )


def _seats(
    rows: Sequence[Row[int, int, str, str, UUID, str, str | None, str, str, datetime]],
) -> tuple[Seated, ...]:
    return tuple(
        Seated(
            seat_id=row.seat_id,
            person_id=row.person_id,
            key=row.key,
            role=Role(row.role),
            decision=None
            if row.decision_id is None
            else Decision(
                decision_id=row.decision_id,
                by=row.key,
                verb=Verb(row.verb),
                choice=row.choice,
                reason=row.reason,
                brief_sha256=row.brief_sha256,
                at=row.decided_at,
            ),
        )
        for row in rows
    )


def add_decision(
    session: Session, *, request: Locked, seat: Seated, decision: Decision, channel: str
) -> None:
    session.execute(
        ADD,
        {
            "id": decision.decision_id,
            "company_id": request.company_id,
            "request_id": request.id,
            "seat_id": seat.seat_id,
            "person_id": seat.person_id,
            "verb": decision.verb.value,
            "choice": decision.choice,
            "reason": decision.reason,
            "brief_sha256": decision.brief_sha256,
            "channel": channel,
            "decided_at": decision.at,
        },
    )


def close(
    session: Session, request: Locked, *, outcome: Outcome, decision: Decision, at: datetime
) -> None:
    session.execute(
        CLOSE,
        {
            "request": request.id,
            "at": at,
            "outcome": outcome.value,
            "chosen": decision.choice if outcome is Outcome.APPROVED else None,
        },
    )
