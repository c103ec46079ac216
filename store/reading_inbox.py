"""What waits and for whom, read lightly: enough to count and to rank, and nothing of the briefs."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Text, cast, or_, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session, aliased

from gates.gate import Gate, Rule, Verb
from gates.policies import gate_as_kept
from gates.rules import Vote
from gates.seating import Chair
from gates.speaking import Sitting
from store.among import among, not_among
from store.seats import NOT_READ
from store.tables.gates import DecisionRow, RequestRow, SeatRow
from store.tables.people import PersonRow

ACTOR = aliased(PersonRow)
CLOSED_LIMIT = 100
COLUMNS = (
    RequestRow.id,
    RequestRow.gate,
    cast(RequestRow.policy, Text).label("policy"),
    RequestRow.stake_eur,
    RequestRow.opened_at,
    RequestRow.due_at,
    RequestRow.closed_at,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Light:
    """A request as a list ranks it."""

    request_id: UUID
    gate: Gate
    stake_eur: Decimal
    opened_at: datetime
    due_at: datetime
    closed_at: datetime | None


def plainly_theirs(session: Session, company_id: int, person: str) -> list[Light]:
    """Open requests that wait for this person whatever their other seats are.

    They sit there and took no part, nobody has answered yet, and no line waits for another.
    """
    sits = (
        select(SeatRow.request_id)
        .join(PersonRow, PersonRow.id == SeatRow.person_id)
        .where(PersonRow.company_id == company_id, PersonRow.key == person)
    )
    answered = select(DecisionRow.id).where(
        DecisionRow.request_id == RequestRow.id, DecisionRow.ended_at.is_(None)
    )
    wanted = select(*COLUMNS).where(
        _is_open(company_id),
        RequestRow.id.in_(sits),
        RequestRow.policy["rule"].astext != Rule.SEQUENCE.value,
        ~RequestRow.took_part.contains(cast([person], ARRAY(Text))),
        ~answered.exists(),
    )
    return [_light(row) for row in session.execute(wanted.order_by(RequestRow.due_at))]


def open_sittings(
    session: Session, company_id: int, holders: Iterable[str], *, but: Iterable[UUID] = ()
) -> list[tuple[Light, Sitting]]:
    """The open requests in which any of these people has a seat, the soonest due first.

    Without those that are known.
    """
    theirs = (
        select(SeatRow.request_id)
        .join(PersonRow, PersonRow.id == SeatRow.person_id)
        .where(PersonRow.company_id == company_id, among(PersonRow.key, holders))
    )
    wanted = (
        select(*COLUMNS, RequestRow.took_part)
        .where(_is_open(company_id), RequestRow.id.in_(theirs), not_among(RequestRow.id, but))
        .order_by(RequestRow.due_at, RequestRow.id)
    )
    rows = session.execute(wanted).all()
    seats = _seats(session, company_id, [row.id for row in rows])
    return [
        (light, _sitting(light, seats[light.request_id], row.took_part))
        for row in rows
        for light in [_light(row)]
    ]


def open_around(
    session: Session, company_id: int, person: str | None, *, but: Iterable[UUID]
) -> list[Light]:
    """The open requests a person sits in or had a part in, without those that are known.

    All of them where nobody is named.
    """
    wanted = (
        select(*COLUMNS)
        .where(_is_open(company_id), not_among(RequestRow.id, but))
        .order_by(RequestRow.due_at)
    )
    if person is not None:
        sits = (
            select(SeatRow.request_id)
            .join(PersonRow, PersonRow.id == SeatRow.person_id)
            .where(PersonRow.company_id == company_id, PersonRow.key == person)
        )
        part = RequestRow.took_part.contains(cast([person], ARRAY(Text)))
        wanted = wanted.where(or_(RequestRow.id.in_(sits), part))
    return [_light(row) for row in session.execute(wanted)]


def closed_with(session: Session, company_id: int, person_id: int) -> list[Light]:
    """The last ones this person sat in, or answered for somebody."""
    sat = select(SeatRow.id).where(
        SeatRow.request_id == RequestRow.id, SeatRow.person_id == person_id
    )
    answered = select(DecisionRow.id).where(
        DecisionRow.request_id == RequestRow.id,
        DecisionRow.person_id == person_id,
        DecisionRow.ended_at.is_(None),
    )
    wanted = (
        select(*COLUMNS)
        .where(
            RequestRow.company_id == company_id,
            RequestRow.closed_at.is_not(None),
            or_(sat.exists(), answered.exists()),
        )
        .order_by(RequestRow.closed_at.desc())
        .limit(CLOSED_LIMIT)
    )
    return [_light(row) for row in session.execute(wanted)]


def _is_open(company_id: int) -> ColumnElement[bool]:
    return (RequestRow.company_id == company_id) & RequestRow.closed_at.is_(None)


def _light(row: Any) -> Light:
    return Light(
        request_id=row.id,
        gate=gate_as_kept(row.gate, row.policy),
        stake_eur=row.stake_eur,
        opened_at=row.opened_at,
        due_at=row.due_at,
        closed_at=row.closed_at,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seat:
    chair: Chair
    vote: Vote | None
    by: str | None
    at: datetime | None


def _seats(
    session: Session, company_id: int, requests: Sequence[UUID]
) -> defaultdict[UUID, list[_Seat]]:
    wanted = (
        select(
            SeatRow.request_id,
            PersonRow.key,
            SeatRow.grouping,
            SeatRow.position,
            SeatRow.added_by_id,
            DecisionRow.verb,
            DecisionRow.choice,
            DecisionRow.decided_at,
            ACTOR.key.label("by"),
        )
        .join(PersonRow, PersonRow.id == SeatRow.person_id)
        .outerjoin(
            DecisionRow, (DecisionRow.seat_id == SeatRow.id) & DecisionRow.ended_at.is_(None)
        )
        .outerjoin(ACTOR, ACTOR.id == DecisionRow.person_id)
        .where(SeatRow.company_id == company_id, among(SeatRow.request_id, requests))
        .order_by(SeatRow.id)
    )
    found: defaultdict[UUID, list[_Seat]] = defaultdict(list)
    for request_id, key, group, position, added_by, verb, choice, at, by in session.execute(wanted):
        chair = Chair(
            holder=key, group=group, position=position, why=NOT_READ, added=added_by is not None
        )
        said = Vote(seat=key, verb=Verb(verb), choice=choice) if verb else None
        found[request_id].append(_Seat(chair=chair, vote=said, by=by, at=at))
    return found


def _sitting(light: Light, seats: Sequence[_Seat], took_part: Iterable[str]) -> Sitting:
    given = sorted(
        ((at, seat.vote) for seat in seats if seat.vote and (at := seat.at)),
        key=lambda answer: answer[0],
    )
    return Sitting(
        request=str(light.request_id),
        gate=light.gate,
        chairs=tuple(seat.chair for seat in seats),
        votes=tuple(vote for _, vote in given),
        answered_by=frozenset(seat.by for seat in seats if seat.by is not None),
        took_part=frozenset(took_part),
    )
