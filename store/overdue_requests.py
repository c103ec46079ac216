"""Requests whose time is past: whose seats are to be reminded, or somebody else asked."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.tables.gates import RequestRow


def past(session: Session, *, at: datetime, limit: int = 100) -> list[tuple[UUID, int]]:
    """Open requests whose deadline is past and that nobody was asked about: id and company."""
    rows = session.execute(
        select(RequestRow.id, RequestRow.company_id)
        .where(
            RequestRow.closed_at.is_(None),
            RequestRow.escalated_at.is_(None),
            RequestRow.due_at <= at,
        )
        .order_by(RequestRow.due_at)
        .limit(limit)
    )
    return [(row.id, row.company_id) for row in rows]


def to_remind(session: Session, *, at: datetime, limit: int = 100) -> list[tuple[UUID, int]]:
    """Open requests whose seats are to be reminded and weren't: id and company.

    Once somebody was asked in their place, nobody is, even if the clock was set back since.
    """
    rows = session.execute(
        select(RequestRow.id, RequestRow.company_id)
        .where(
            RequestRow.closed_at.is_(None),
            RequestRow.reminded_at.is_(None),
            RequestRow.escalated_at.is_(None),
            RequestRow.remind_at <= at,
            RequestRow.due_at > at,
        )
        .order_by(RequestRow.remind_at)
        .limit(limit)
    )
    return [(row.id, row.company_id) for row in rows]
