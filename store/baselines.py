"""The demand signal of a cycle: drafted as inputs come, frozen by a decision."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.tables.plans import BaselineRow


def latest(session: Session, cycle_id: int) -> BaselineRow | None:
    return session.scalar(
        select(BaselineRow)
        .where(BaselineRow.cycle_id == cycle_id)
        .order_by(BaselineRow.version.desc())
        .limit(1)
    )


def frozen(session: Session, cycle_id: int) -> BaselineRow | None:
    return session.scalar(
        select(BaselineRow).where(
            BaselineRow.cycle_id == cycle_id, BaselineRow.frozen_at.is_not(None)
        )
    )


def draft(
    session: Session,
    *,
    company_id: int,
    cycle_id: int,
    content: dict[str, Any],
    sha256: str,
    at: datetime,
) -> BaselineRow:
    """A new version, unless the latest says the same."""
    before = latest(session, cycle_id)
    if before is not None and (before.sha256 == sha256 or before.frozen_at is not None):
        return before
    row = BaselineRow(
        company_id=company_id,
        cycle_id=cycle_id,
        version=1 if before is None else before.version + 1,
        content=content,
        sha256=sha256,
        made_at=at,
    )
    session.add(row)
    session.flush()
    return row


def freeze(session: Session, baseline: BaselineRow, *, request_id: UUID, at: datetime) -> None:
    """Let this version stand for the cycle. Freezing it again changes nothing."""
    if baseline.frozen_at is None:
        baseline.frozen_at = at
        baseline.frozen_by = request_id
        session.flush()
