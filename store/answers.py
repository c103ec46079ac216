"""Answers that stand in a request, with the brief each was given on; and how one ends."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session, aliased

from gates.brief import Brief, thaw
from gates.people import Role
from store.tables.gates import BriefRow, DecisionRow, SeatRow
from store.tables.people import PersonRow

ACTOR = aliased(PersonRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One answer: whose seat, by whom, to what, and on which brief."""

    decision_id: UUID
    seat: str
    by: str
    role: Role
    """Of the seat's holder."""
    accountable: bool
    choice: str | None
    brief: Brief


def given_in(session: Session, request_id: UUID) -> list[Given]:
    rows = session.execute(
        select(DecisionRow, SeatRow, PersonRow, ACTOR.key, BriefRow.content)
        .join(SeatRow, SeatRow.id == DecisionRow.seat_id)
        .join(PersonRow, PersonRow.id == SeatRow.person_id)
        .join(ACTOR, ACTOR.id == DecisionRow.person_id)
        .join(
            BriefRow,
            (BriefRow.request_id == DecisionRow.request_id)
            & (BriefRow.sha256 == DecisionRow.brief_sha256),
        )
        .where(DecisionRow.request_id == request_id, DecisionRow.ended_at.is_(None))
        .order_by(DecisionRow.decided_at, DecisionRow.id)
    )
    return [
        Given(
            decision_id=decision.id,
            seat=holder.key,
            by=actor,
            role=Role(holder.role),
            accountable=seat.accountable,
            choice=decision.choice,
            brief=thaw(content),
        )
        for decision, seat, holder, actor, content in rows
    ]


def end(session: Session, decision_id: UUID, *, why: str, at: datetime) -> None:
    """The answer no longer stands. It stays as it was given."""
    session.execute(
        update(DecisionRow)
        .where(DecisionRow.id == decision_id, DecisionRow.ended_at.is_(None))
        .values(ended_at=at, ended_why=why)
    )


def asked_again(session: Session, request_id: UUID) -> list[str]:
    """Seats whose answer ended because facts moved and that haven't answered again."""
    standing = select(DecisionRow.seat_id).where(
        DecisionRow.request_id == request_id, DecisionRow.ended_at.is_(None)
    )
    return list(
        session.scalars(
            select(PersonRow.key)
            .join(SeatRow, SeatRow.person_id == PersonRow.id)
            .join(DecisionRow, DecisionRow.seat_id == SeatRow.id)
            .where(
                DecisionRow.request_id == request_id,
                DecisionRow.ended_why == "facts_moved",
                SeatRow.id.not_in(standing),
            )
            .distinct()
            .order_by(PersonRow.key)
        )
    )
