"""Requests as a case finds them: under its keys, with who sits and what was said."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from gates.brief import Brief, thaw
from gates.gate import Verb
from gates.rules import Outcome
from store import people
from store.people import Addressee, addressee
from store.requests import REQUESTS
from store.tables.gates import BriefRow, DecisionRow, RequestRow, SeatRow
from store.tables.people import PersonRow

LAST = 1000
"""Where somebody seated later sits, behind the slate's own lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One answer that stands, by whom and in which words."""

    by: Addressee
    for_whom: Addressee | None
    """Whose seat it was, where they acted for another."""
    verb: Verb
    choice: str | None
    reason: str
    at: datetime

    @property
    def spoken_by(self) -> tuple[str, ...]:
        """Keys of who gave it and, where they acted for another, of that one."""
        return (self.by.key, *([self.for_whom.key] if self.for_whom else []))


def find_request(session: Session, case_id: str, key: str) -> RequestRow | None:
    """The request of a case under a key, open or closed."""
    return session.get(RequestRow, uuid5(REQUESTS, f"{case_id}/{key}"))


def open_of_gate(session: Session, case_id: str, gate: str) -> RequestRow | None:
    """The open request of a case at a gate, held against deciders until the transaction ends."""
    return session.scalar(
        select(RequestRow)
        .where(
            RequestRow.case_id == case_id, RequestRow.gate == gate, RequestRow.closed_at.is_(None)
        )
        .with_for_update()
    )


def last_closed(session: Session, case_id: str, gate: str) -> RequestRow | None:
    """The request of a case at a gate that was closed last."""
    return session.scalar(
        select(RequestRow)
        .where(
            RequestRow.case_id == case_id,
            RequestRow.gate == gate,
            RequestRow.closed_at.is_not(None),
        )
        .order_by(RequestRow.closed_at.desc())
        .limit(1)
    )


def by_id(session: Session, request_id: UUID) -> RequestRow:
    return session.get_one(RequestRow, request_id)


def brief_now(session: Session, request: RequestRow) -> Brief:
    """The brief that stands in the request."""
    content = session.scalars(
        select(BriefRow.content).where(
            BriefRow.request_id == request.id, BriefRow.sha256 == request.brief_sha256
        )
    ).one()
    return thaw(content)


def seated(session: Session, request_id: UUID) -> list[Addressee]:
    """Who sits in the request, in the order of their seats."""
    rows = session.scalars(
        select(PersonRow)
        .join(SeatRow, SeatRow.person_id == PersonRow.id)
        .where(SeatRow.request_id == request_id)
        .order_by(SeatRow.id)
    )
    return [addressee(row) for row in rows]


def silent(session: Session, request_id: UUID) -> list[Addressee]:
    """Those of them whose answer the request lacks."""
    answered = set(
        session.scalars(
            select(SeatRow.person_id)
            .join(DecisionRow, DecisionRow.seat_id == SeatRow.id)
            .where(SeatRow.request_id == request_id, DecisionRow.ended_at.is_(None))
        )
    )
    return [who for who in seated(session, request_id) if who.person_id not in answered]


def said_in(session: Session, request_id: UUID) -> list[Said]:
    """Every answer that stands, oldest first."""
    rows = session.execute(
        select(DecisionRow, PersonRow)
        .join(PersonRow, PersonRow.id == DecisionRow.person_id)
        .where(DecisionRow.request_id == request_id, DecisionRow.ended_at.is_(None))
        .order_by(DecisionRow.decided_at, DecisionRow.id)
    )
    return [
        Said(
            by=addressee(who),
            for_whom=_holder(session, row),
            verb=Verb(row.verb),
            choice=row.choice,
            reason=row.reason,
            at=row.decided_at,
        )
        for row, who in rows
    ]


def _holder(session: Session, row: DecisionRow) -> Addressee | None:
    """Whose seat an answer was given for, where somebody acted for them."""
    holder = row.on_behalf_of_id
    return people.by_id(session, holder) if holder is not None else None


def add_seat(
    session: Session,
    request: RequestRow,
    person: Addressee,
    *,
    why: str,
    group: str | None = None,
    added_by_id: int | None = None,
) -> None:
    """Seat one more person, as a group of their own unless it is said.

    Somebody who sits there already keeps their seat. With `added_by_id` their approval is wanted
    on top of what the gate's rule wants.
    """
    session.execute(
        insert(SeatRow)
        .values(
            company_id=request.company_id,
            request_id=request.id,
            person_id=person.person_id,
            accountable=False,
            grouping=group or person.key,
            position=LAST,
            why=f"{person.title}: {why}",
            why_facts={"rule": why, "data": person.key, "version": ""},
            added_by_id=added_by_id,
        )
        .on_conflict_do_nothing()
    )


def withdraw(request: RequestRow, *, at: datetime) -> None:
    """Close a request that nobody needs to answer any more. What was decided stays decided."""
    if request.closed_at is None:
        request.closed_at = at
        request.outcome = Outcome.WITHDRAWN.value
