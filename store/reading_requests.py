"""Requests with their brief, seats and answers: what the inbox and the decision page show."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import Select, Text, cast, select
from sqlalchemy.orm import Session, aliased

from gates.delegating import Delegation
from store import chases
from store.among import among
from store.delegations import unrevoked
from store.tables.cycles import CycleRow
from store.tables.effects import MessageRow
from store.tables.gates import BriefRow, ChaseRow, DecisionRow, RequestRow, SeatRow
from store.tables.people import PersonRow

ACTOR = aliased(PersonRow)
Chased: TypeAlias = Callable[
    [Session, int, Iterable[UUID]], Mapping[UUID, list[tuple[ChaseRow, PersonRow | None]]]
]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatRecord:
    person: PersonRow
    row: SeatRow
    decision: DecisionRow | None
    """The answer that stands."""
    answered_by: PersonRow | None
    """Who gave it: the holder, or somebody acting for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRecord:
    row: RequestRow
    cycle: str
    brief: bytes
    """The brief that stands now."""
    seats: tuple[SeatRecord, ...]
    chases: tuple[tuple[ChaseRow, PersonRow | None], ...] = ()
    delegations: tuple[Delegation, ...] = ()
    """What its seats' holders let others do and haven't taken back, past and to come."""
    names: Mapping[str, str] = field(default_factory=dict[str, str])
    """Of those it was given to, by key."""


def _whole(company_id: int) -> Select[RequestRow, str, bytes]:
    return (
        select(RequestRow, CycleRow.name, BriefRow.content)
        .join(CycleRow, CycleRow.id == RequestRow.cycle_id)
        .join(
            BriefRow,
            (BriefRow.request_id == RequestRow.id) & (BriefRow.sha256 == RequestRow.brief_sha256),
        )
        .where(RequestRow.company_id == company_id)
    )


def request_record(session: Session, company_id: int, request_id: UUID) -> RequestRecord | None:
    found = _records(session, company_id, _whole(company_id).where(RequestRow.id == request_id))
    return found[0] if found else None


def records_of(
    session: Session, company_id: int, request_ids: Sequence[UUID]
) -> list[RequestRecord]:
    """These requests, in no order, as lists show them: of their chases only where they ended."""
    wanted = _whole(company_id).where(among(RequestRow.id, request_ids))
    return _records(session, company_id, wanted, chases.ends_of_requests)


def by_code(session: Session, company_id: int, code: str) -> UUID | None:
    """The request whose id begins so; none where several do."""
    begins = cast(RequestRow.id, Text).startswith(code.lower(), autoescape=True)
    found = session.scalars(
        select(RequestRow.id).where(RequestRow.company_id == company_id, begins).limit(2)
    ).all()
    return found[0] if len(found) == 1 else None


def newest_of(session: Session, company_id: int, cycle_id: int, gate: str) -> UUID | None:
    """The last request of this gate in a cycle."""
    return session.scalar(
        select(RequestRow.id)
        .where(
            RequestRow.company_id == company_id,
            RequestRow.cycle_id == cycle_id,
            RequestRow.gate == gate,
        )
        .order_by(RequestRow.opened_at.desc())
        .limit(1)
    )


def open_requests(session: Session, company_id: int) -> list[RequestRecord]:
    waiting = _whole(company_id).where(RequestRow.closed_at.is_(None))
    return _records(session, company_id, waiting.order_by(RequestRow.due_at))


def brief_shown(session: Session, company_id: int, request_id: UUID, sha256: str) -> bytes | None:
    """An earlier version of the brief, to say what moved since it was shown."""
    return session.scalar(
        select(BriefRow.content).where(
            BriefRow.company_id == company_id,
            BriefRow.request_id == request_id,
            BriefRow.sha256 == sha256,
        )
    )


def briefs_of(session: Session, request_id: UUID) -> list[tuple[int, str, datetime]]:
    """Every version of its brief: number, hash and when it was made, oldest first."""
    rows = session.execute(
        select(BriefRow.version, BriefRow.sha256, BriefRow.made_at)
        .where(BriefRow.request_id == request_id)
        .order_by(BriefRow.version)
    )
    return [(version, sha256, made_at) for version, sha256, made_at in rows]


def replies_to(
    session: Session, company_id: int, request_id: UUID
) -> list[tuple[MessageRow, PersonRow]]:
    """Mails that answered the request, with whose they are, oldest first."""
    rows = session.execute(
        select(MessageRow, PersonRow)
        .join(PersonRow, PersonRow.id == MessageRow.sender_id)
        .where(
            MessageRow.company_id == company_id,
            MessageRow.request_id == request_id,
            MessageRow.state == "read",
        )
        .order_by(MessageRow.received_at, MessageRow.id)
    )
    return [(row, person) for row, person in rows]


def _records(
    session: Session,
    company_id: int,
    wanted: Select[RequestRow, str, bytes],
    chased: Chased = chases.of_requests,
) -> list[RequestRecord]:
    rows = session.execute(wanted).all()
    seats = _seats(session, company_id, (row.id for row, _, _ in rows))
    planned = chased(session, company_id, [row.id for row, _, _ in rows])
    holders = {seat.person.key for row in seats.values() for seat in row}
    given = unrevoked(session, company_id, holders)
    names = _names(session, company_id, given)
    return [
        RequestRecord(
            row=row,
            cycle=cycle,
            brief=brief,
            seats=tuple(seats[row.id]),
            chases=tuple(planned[row.id]),
            delegations=given,
            names=names,
        )
        for row, cycle, brief in rows
    ]


def _names(session: Session, company_id: int, given: Sequence[Delegation]) -> dict[str, str]:
    if not given:
        return {}
    receivers = {one.receiver for one in given}
    rows = session.execute(
        select(PersonRow.key, PersonRow.name).where(
            PersonRow.company_id == company_id, among(PersonRow.key, receivers)
        )
    )
    return {row.key: row.name for row in rows}


def _seats(
    session: Session, company_id: int, requests: Iterable[UUID]
) -> defaultdict[UUID, list[SeatRecord]]:
    wanted = (
        select(SeatRow, PersonRow, DecisionRow, ACTOR)
        .join(PersonRow, PersonRow.id == SeatRow.person_id)
        .outerjoin(
            DecisionRow, (DecisionRow.seat_id == SeatRow.id) & DecisionRow.ended_at.is_(None)
        )
        .outerjoin(ACTOR, ACTOR.id == DecisionRow.person_id)
        .where(SeatRow.company_id == company_id, among(SeatRow.request_id, requests))
        .order_by(SeatRow.id)
    )
    found: defaultdict[UUID, list[SeatRecord]] = defaultdict(list)
    for seat, person, decision, actor in session.execute(wanted):
        found[seat.request_id].append(
            SeatRecord(person=person, row=seat, decision=decision, answered_by=actor)
        )
    return found
