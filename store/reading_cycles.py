"""The cycle that runs now, or the last one; any one; the newest."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.tables.cycles import CycleRow


def present_cycle(session: Session, company_id: int) -> CycleRow | None:
    """The open one; where none is open, the one closed last."""
    return session.scalars(
        select(CycleRow)
        .where(CycleRow.company_id == company_id)
        .order_by(CycleRow.closed_at.desc().nulls_first(), CycleRow.month.desc())
        .limit(1)
    ).first()


def cycle_of(session: Session, company_id: int, cycle_id: int) -> CycleRow | None:
    return session.scalars(
        select(CycleRow).where(CycleRow.company_id == company_id, CycleRow.id == cycle_id)
    ).first()


def newest_cycles(session: Session, company_id: int, *, most: int) -> Sequence[CycleRow]:
    """Latest month first."""
    return session.scalars(
        select(CycleRow)
        .where(CycleRow.company_id == company_id)
        .order_by(CycleRow.month.desc())
        .limit(most)
    ).all()
