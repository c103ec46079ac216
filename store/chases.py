"""What is to happen to requests nobody answers: planned when they open, done once each."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from gates.chasing import Chase, ChaseKind
from store.among import among
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
    return _found(session, _planned(company_id, requests))


def ends_of_requests(
    session: Session, company_id: int, requests: Iterable[UUID]
) -> defaultdict[UUID, list[tuple[ChaseRow, PersonRow | None]]]:
    """The ends of chains that were reached: all that a list says of them."""
    reached = ChaseRow.kind == ChaseKind.EXPIRE.value, ChaseRow.done_at.is_not(None)
    return _found(session, _planned(company_id, requests).where(*reached))


def _planned(company_id: int, requests: Iterable[UUID]) -> Select[ChaseRow, PersonRow]:
    return (
        select(ChaseRow, PersonRow)
        .outerjoin(PersonRow, PersonRow.id == ChaseRow.asked_id)
        .where(ChaseRow.company_id == company_id, among(ChaseRow.request_id, requests))
        .order_by(ChaseRow.due_at, ChaseRow.id)
    )


def _found(
    session: Session, planned: Select[ChaseRow, PersonRow]
) -> defaultdict[UUID, list[tuple[ChaseRow, PersonRow | None]]]:
    found: defaultdict[UUID, list[tuple[ChaseRow, PersonRow | None]]] = defaultdict(list)
    for row, person in session.execute(planned):
        found[row.request_id].append((row, person))
    return found
