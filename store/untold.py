"""Open requests in which somebody may have to be told that it is theirs now."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from gates.gate import Rule
from store.tables.effects import EffectRow
from store.tables.gates import RequestRow, SeatRow
from store.tables.people import DelegationRow


def to_look_at(session: Session, *, at: datetime, limit: int = 200) -> Sequence[tuple[UUID, int]]:
    """Those of gates whose seats answer in turns, and those somebody stands in at: id, company."""
    stands_in = exists().where(
        SeatRow.request_id == RequestRow.id,
        DelegationRow.giver_id == SeatRow.person_id,
        DelegationRow.revoked_at.is_(None),
        DelegationRow.starts_at <= at,
        DelegationRow.ends_at > at,
    )
    rows = session.execute(
        select(RequestRow.id, RequestRow.company_id)
        .where(
            RequestRow.closed_at.is_(None),
            or_(RequestRow.policy["rule"].astext == Rule.SEQUENCE.value, stands_in),
        )
        .order_by(RequestRow.due_at)
        .limit(limit)
    )
    return [(row.id, row.company_id) for row in rows]


def written_already(session: Session, company_id: int, keys: Iterable[str]) -> set[str]:
    """Which of these letters there are."""
    found = select(EffectRow.key).where(
        EffectRow.company_id == company_id, EffectRow.key.in_(list(keys))
    )
    return set(session.scalars(found))
