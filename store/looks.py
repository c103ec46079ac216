"""Requests that look at a decided one again: whether it stands, is suspended, or has fallen."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from gates.rules import Outcome
from store.tables.gates import RequestRow

FELL = (Outcome.RETURNED.value, Outcome.REJECTED.value)
STOOD = (Outcome.APPROVED.value, Outcome.ANSWERED.value)


def looks_at(session: Session, request_id: UUID) -> Sequence[RequestRow]:
    """The requests that look at a decided one again, oldest first."""
    return session.scalars(
        select(RequestRow)
        .where(RequestRow.reopens == request_id)
        .order_by(RequestRow.opened_at, RequestRow.id)
    ).all()


def in_force(session: Session, request: RequestRow) -> RequestRow:
    """Where the matter was last settled: in the request, or where it was looked at again.

    A look of before the request was taken back and signed anew says nothing about it.
    """
    signed = request.closed_at
    settled = [
        one
        for one in looks_at(session, request.id)
        if one.outcome in STOOD and signed is not None and one.opened_at >= signed
    ]
    return settled[-1] if settled else request


def is_suspended(session: Session, request_id: UUID | None) -> bool:
    """Whether a decision is being looked at again or has fallen: nothing of it leaves.

    What was imported, or asks for a supplier's day, rests on none that could be.
    """
    if request_id is None:
        return False
    pending = RequestRow.closed_at.is_(None)
    found = select(RequestRow.id).where(
        RequestRow.reopens == request_id, or_(pending, RequestRow.outcome.in_(FELL))
    )
    return session.scalar(found.limit(1)) is not None


def has_fallen(session: Session, request_id: UUID) -> bool:
    found = select(RequestRow.id).where(
        RequestRow.reopens == request_id, RequestRow.outcome.in_(FELL)
    )
    return session.scalar(found.limit(1)) is not None


def is_looked_at(session: Session, request_id: UUID) -> bool:
    """Whether an open request looks at it again."""
    found = select(RequestRow.id).where(
        and_(RequestRow.reopens == request_id, RequestRow.closed_at.is_(None))
    )
    return session.scalar(found.limit(1)) is not None


def open_in(session: Session, cycle_id: int) -> Sequence[RequestRow]:
    """Whatever of a cycle is being looked at again."""
    return session.scalars(
        select(RequestRow)
        .where(
            RequestRow.cycle_id == cycle_id,
            RequestRow.reopens.is_not(None),
            RequestRow.closed_at.is_(None),
        )
        .with_for_update()
    ).all()
