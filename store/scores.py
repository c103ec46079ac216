"""Scores of closed cycles."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from store.tables.actuals import CycleScoreRow
from store.tables.cycles import CycleRow


def keep(session: Session, cycle: CycleRow, content: dict[str, Any], *, at: datetime) -> bool:
    """Once a cycle; says whether this was the time."""
    added = session.scalar(
        insert(CycleScoreRow)
        .values(company_id=cycle.company_id, cycle_id=cycle.id, content=content, at=at)
        .on_conflict_do_nothing()
        .returning(CycleScoreRow.id)
    )
    return added is not None


def of_cycle(session: Session, cycle_id: int) -> dict[str, Any] | None:
    found: dict[str, Any] | None = session.scalar(
        select(CycleScoreRow.content).where(CycleScoreRow.cycle_id == cycle_id)
    )
    return found


def of_company(session: Session, company_id: int) -> list[tuple[CycleRow, dict[str, Any]]]:
    """Every scored cycle, oldest first."""
    rows = session.execute(
        select(CycleRow, CycleScoreRow.content)
        .join(CycleScoreRow, CycleScoreRow.cycle_id == CycleRow.id)
        .where(CycleRow.company_id == company_id)
        .order_by(CycleRow.month)
    )
    return [(cycle, content) for cycle, content in rows]
