"""Letters that wait for somebody's digest, and what is asked of them when it comes."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import and_, select, update
from sqlalchemy.orm import Session

from gates.brief import Brief
from store.asked_requests import brief_now
from store.effects import gate_allows
from store.tables.effects import EffectRow
from store.tables.gates import DecisionRow, RequestRow, SeatRow

LETTERS_MOST = 50
ASKED_MOST = 10
WAITS = and_(EffectRow.for_digest, EffectRow.state == "held")


def due(session: Session, *, at: datetime, limit: int = 200) -> list[tuple[int, int]]:
    """Whose digest's hour has come: person and company."""
    rows = session.execute(
        select(EffectRow.to_person_id, EffectRow.company_id)
        .where(WAITS, EffectRow.held_until <= at, EffectRow.to_person_id.is_not(None))
        .distinct()
        .limit(limit)
    )
    return [(person_id, company_id) for person_id, company_id in rows if person_id is not None]


def waiting(session: Session, person_id: int, *, at: datetime) -> Sequence[EffectRow]:
    """What the digest of now holds, in the order it was written; locked until the end.

    What a gate still holds back stays for a later one.
    """
    rows = session.scalars(
        select(EffectRow)
        .where(WAITS, EffectRow.held_until <= at, EffectRow.to_person_id == person_id)
        .order_by(EffectRow.id)
        .limit(LETTERS_MOST)
        .with_for_update()
    ).all()
    return [row for row in rows if gate_allows(session, row)]


def bundle(session: Session, letters: Iterable[EffectRow], digest_key: str) -> None:
    """They left in this digest, and in nothing else."""
    ids = [row.id for row in letters]
    digest = select(EffectRow.id).where(EffectRow.key == digest_key).scalar_subquery()
    session.execute(
        update(EffectRow).where(EffectRow.id.in_(ids)).values(state="bundled", digest_id=digest)
    )


def asked_of(session: Session, person_id: int) -> list[tuple[RequestRow, Brief]]:
    """The open requests in which they haven't answered, the soonest due first."""
    answered = select(DecisionRow.id).where(
        DecisionRow.seat_id == SeatRow.id, DecisionRow.ended_at.is_(None)
    )
    rows = session.scalars(
        select(RequestRow)
        .join(SeatRow, SeatRow.request_id == RequestRow.id)
        .where(SeatRow.person_id == person_id, RequestRow.closed_at.is_(None), ~answered.exists())
        .order_by(RequestRow.due_at, RequestRow.id)
        .limit(ASKED_MOST)
    ).all()
    return [(row, brief_now(session, row)) for row in rows]
