"""One cycle as its recording: what came from outside, and what our rules made of it.

Plain values, in the order they happened; people by key, money and numbers as text.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from store.asked_requests import LAST
from store.tables.cycles import CaseRow, CycleRow
from store.tables.gates import BriefRow, ChaseRow, DecisionRow, RequestRow, SeatRow
from store.tables.people import PersonRow

BY, HOLDER = aliased(PersonRow), aliased(PersonRow)
Happened = tuple[datetime, str, dict[str, Any]]
"""When, which type of event, and its facts."""


def requests_of(session: Session, cycle_id: int) -> list[RequestRow]:
    found = select(RequestRow).where(RequestRow.cycle_id == cycle_id)
    return list(session.scalars(found.order_by(RequestRow.opened_at, RequestRow.id)))


def briefs_of(session: Session, cycle_id: int) -> dict[str, bytes]:
    """Every brief that was shown, under its digest."""
    rows = session.execute(
        select(BriefRow.sha256, BriefRow.content)
        .join(RequestRow, RequestRow.id == BriefRow.request_id)
        .where(RequestRow.cycle_id == cycle_id)
    )
    return {row.sha256: row.content for row in rows}


def happened_at(session: Session, request: RequestRow) -> Iterator[Happened]:
    """Everything about one request, in no order."""
    yield from _opened(session, request)
    yield from _answers(session, request)
    yield from _seats(session, request)
    yield from _chases(session, request)
    if request.closed_at is not None:
        said = {"outcome": request.outcome, "choice": request.choice}
        yield request.closed_at, "gate.closed", {"request": str(request.id), **said}


def _opened(session: Session, request: RequestRow) -> Iterator[Happened]:
    briefs = session.scalars(
        select(BriefRow).where(BriefRow.request_id == request.id).order_by(BriefRow.version)
    ).all()
    case = session.get_one(CaseRow, request.case_id)
    yield (
        request.opened_at,
        "gate.opened",
        {
            "request": str(request.id),
            "case": request.case_id,
            "case_kind": case.kind,
            "key": request.key,
            "gate": request.gate,
            "brief": briefs[0].sha256,
            "reopens": str(request.reopens) if request.reopens else None,
        },
    )
    for brief in briefs[1:]:
        said = {"request": str(request.id), "brief": brief.sha256}
        yield brief.made_at, "gate.redrafted", said


def _answers(session: Session, request: RequestRow) -> Iterator[Happened]:
    rows = session.execute(
        select(DecisionRow, BY.key, HOLDER.key)
        .join(BY, BY.id == DecisionRow.person_id)
        .join(SeatRow, SeatRow.id == DecisionRow.seat_id)
        .join(HOLDER, HOLDER.id == SeatRow.person_id)
        .where(DecisionRow.request_id == request.id)
        .order_by(DecisionRow.decided_at, DecisionRow.id)
    )
    for row, by_key, seat_key in rows:
        said = {"request": str(request.id), "decision": str(row.id)}
        yield (
            row.decided_at,
            "gate.decided",
            {
                **said,
                "by": by_key,
                "seat": seat_key,
                "verb": row.verb,
                "choice": row.choice,
                "reason": row.reason,
                "brief": row.brief_sha256,
                "amount_eur": str(row.amount_eur),
                "delegation": row.delegation_id,
                "channel": row.channel,
                "changes": row.changes,
            },
        )
        if row.ended_at is not None:
            yield row.ended_at, "gate.answer_ended", {**said, "why": row.ended_why}


def _seats(session: Session, request: RequestRow) -> Iterator[Happened]:
    """The slate as it was given, and whoever somebody added to it."""
    rows = session.execute(
        select(SeatRow, PersonRow.key)
        .join(PersonRow, PersonRow.id == SeatRow.person_id)
        .where(SeatRow.request_id == request.id)
        .order_by(SeatRow.id)
    ).all()
    slate = [(row, key) for row, key in rows if row.position != LAST]
    yield (
        request.opened_at,
        "gate.seated",
        {
            "request": str(request.id),
            "seats": [[key, row.grouping, row.position] for row, key in slate],
        },
    )
    for row, key in rows:
        if row.added_by_id is not None:
            said = {"request": str(request.id), "seat": key, "group": row.grouping}
            yield request.opened_at, "gate.seat_added", said


def _chases(session: Session, request: RequestRow) -> Iterator[Happened]:
    """What was planned while it waited; whether and how late a worker looked; who was asked."""
    rows = session.execute(
        select(ChaseRow, PersonRow.key)
        .outerjoin(PersonRow, PersonRow.id == ChaseRow.asked_id)
        .where(ChaseRow.request_id == request.id)
        .order_by(ChaseRow.due_at, ChaseRow.id)
    )
    for row, key in rows:
        said = {"request": str(request.id), "kind": row.kind, "number": row.number}
        late_s = None if row.done_at is None else (row.done_at - row.due_at).total_seconds()
        yield row.due_at, "gate.scheduled", said
        yield row.due_at, "worker.looked", {**said, "late_s": late_s}
        if row.done_at is not None and row.kind != "remind":
            yield row.done_at, "gate.asked", {**said, "asked": key}


def cycle_row(session: Session, cycle_id: int) -> CycleRow:
    return session.get_one(CycleRow, cycle_id)
