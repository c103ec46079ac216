"""What is to happen to requests nobody answers: planned when they open, done once each."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import and_, or_, select, update
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from gates.chasing import Chase, ChaseKind
from store.tables.gates import ChaseRow, RequestRow
from store.tables.people import PersonRow


def plan(session: Session, request: RequestRow, chases: Iterable[Chase]) -> None:
    """Write down what will happen while the request waits."""
    session.add_all(
        ChaseRow(
            company_id=request.company_id,
            request_id=request.id,
            kind=chase.kind.value,
            number=chase.number,
            due_at=chase.at,
        )
        for chase in chases
    )
    session.flush()


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


def plan_again(session: Session, request: RequestRow, chases: Iterable[Chase]) -> None:
    """A request was given more time: what is still to happen happens then.

    Reminders count on; who was asked by name was asked.
    """
    old = session.scalars(select(ChaseRow).where(ChaseRow.request_id == request.id)).all()
    for row in old:
        if row.done_at is None:
            session.delete(row)
    session.flush()
    done = {(row.kind, row.number) for row in old if row.done_at is not None}
    reminded = sum(kind == ChaseKind.REMIND.value for kind, _ in done)
    moved = (
        replace(chase, number=chase.number + (reminded if chase.kind is ChaseKind.REMIND else 0))
        for chase in chases
    )
    plan(session, request, (c for c in moved if (c.kind.value, c.number) not in done))


def put_off(session: Session, request_id: UUID, by: timedelta) -> None:
    """Who is asked next has their time, however late the one before was asked."""
    if by <= timedelta(0):
        return
    session.execute(
        update(ChaseRow)
        .where(
            ChaseRow.request_id == request_id,
            ChaseRow.done_at.is_(None),
            ChaseRow.kind != ChaseKind.REMIND.value,
        )
        .values(due_at=ChaseRow.due_at + by)
    )


def of_requests(
    session: Session, company_id: int, requests: Iterable[UUID]
) -> defaultdict[UUID, list[tuple[ChaseRow, PersonRow | None]]]:
    """Everything planned for requests, in order, with whom it asked."""
    rows = session.execute(
        select(ChaseRow, PersonRow)
        .outerjoin(PersonRow, PersonRow.id == ChaseRow.asked_id)
        .where(ChaseRow.company_id == company_id, ChaseRow.request_id.in_(list(requests)))
        .order_by(ChaseRow.due_at, ChaseRow.id)
    )
    found: defaultdict[UUID, list[tuple[ChaseRow, PersonRow | None]]] = defaultdict(list)
    for row, person in rows:
        found[row.request_id].append((row, person))
    return found
