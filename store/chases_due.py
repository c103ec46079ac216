"""What of requests nobody answers is due, and doing it once."""

from datetime import datetime

from sqlalchemy import and_, or_, select, update
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from gates.chasing import ChaseKind
from store.tables.gates import ChaseRow, RequestRow


def due(session: Session, *, at: datetime, limit: int = 100) -> list[tuple[int, int]]:
    """What of open requests is due, the first of each request only: id and company.

    After the deadline nobody is reminded of it any more, even if the clock is set back.
    """
    first = (
        select(ChaseRow.id, ChaseRow.company_id, ChaseRow.due_at)
        .join(RequestRow, RequestRow.id == ChaseRow.request_id)
        .where(
            RequestRow.closed_at.is_(None),
            ChaseRow.done_at.is_(None),
            ChaseRow.due_at <= at,
            or_(
                ChaseRow.kind != ChaseKind.REMIND.value,
                and_(RequestRow.due_at > at, RequestRow.escalated_at.is_(None)),
            ),
        )
        .order_by(ChaseRow.request_id, ChaseRow.due_at, ChaseRow.id)
        .ext(distinct_on(ChaseRow.request_id))
        .subquery()
    )
    rows = session.execute(
        select(first.c.id, first.c.company_id).order_by(first.c.due_at).limit(limit)
    )
    return [(row.id, row.company_id) for row in rows]


def claim(session: Session, chase_id: int, *, at: datetime) -> ChaseRow | None:
    """Mark it as done, or None where another sweep did or the request closed meanwhile.

    The request is held against deciders: an answer comes before it or after it, never between.
    """
    row = session.get_one(ChaseRow, chase_id)
    request = session.scalar(
        select(RequestRow)
        .where(RequestRow.id == row.request_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    session.refresh(row, with_for_update=True)
    if request is None or request.closed_at is not None or row.done_at is not None:
        return None
    row.done_at = at
    if row.kind == ChaseKind.REMIND.value:
        _end_older_reminders(session, row, at)
    return row


def _end_older_reminders(session: Session, row: ChaseRow, at: datetime) -> None:
    """After a standstill one reminder is enough."""
    session.execute(
        update(ChaseRow)
        .where(
            ChaseRow.request_id == row.request_id,
            ChaseRow.kind == row.kind,
            ChaseRow.done_at.is_(None),
            ChaseRow.due_at <= at,
        )
        .values(done_at=at)
    )
