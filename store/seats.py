"""Seats as the gates' rules see them."""

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from gates.gate import Verb
from gates.rules import Vote
from gates.seating import Chair, Why
from store.tables.gates import DecisionRow, SeatRow
from store.tables.people import PersonRow

NOT_READ = Why(rule="", data="", version="")


class Sitting(NamedTuple):
    chairs: tuple[Chair, ...]
    votes: tuple[Vote, ...]
    """What was answered and stands, oldest first."""


def sitting_in(session: Session, request_id: UUID) -> Sitting:
    rows = session.execute(
        select(SeatRow, PersonRow.key, DecisionRow)
        .join(PersonRow, PersonRow.id == SeatRow.person_id)
        .outerjoin(
            DecisionRow, (DecisionRow.seat_id == SeatRow.id) & DecisionRow.ended_at.is_(None)
        )
        .where(SeatRow.request_id == request_id)
        .order_by(DecisionRow.decided_at, SeatRow.id)
    ).all()
    votes = [_vote(key, made) for _, key, made in rows]
    return Sitting(
        chairs=tuple(
            Chair(
                holder=key,
                group=seat.grouping,
                position=seat.position,
                why=NOT_READ,
                added=seat.added_by_id is not None,
            )
            for seat, key, _ in sorted(rows, key=lambda row: row[0].id)
        ),
        votes=tuple(vote for vote in votes if vote is not None),
    )


def _vote(key: str, made: DecisionRow | None) -> Vote | None:
    return Vote(seat=key, verb=Verb(made.verb), choice=made.choice) if made else None
