"""Seats that somebody added on top of a gate's own."""

from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, aliased

from store.tables.gates import SeatRow
from store.tables.people import PersonRow

HOLDER = aliased(PersonRow)
ADDER = aliased(PersonRow)


def added_by(session: Session, request_id: UUID, holder: str) -> str | None:
    """Who added this person's seat; None where nobody did."""
    return session.scalar(
        select(ADDER.key)
        .join(SeatRow, SeatRow.added_by_id == ADDER.id)
        .join(HOLDER, HOLDER.id == SeatRow.person_id)
        .where(SeatRow.request_id == request_id, HOLDER.key == holder)
    )


def remove(session: Session, request_id: UUID, seat_id: int) -> None:
    """Take the seat away. The ledger keeps that it was there."""
    session.execute(delete(SeatRow).where(SeatRow.request_id == request_id, SeatRow.id == seat_id))
