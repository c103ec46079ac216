"""The ledger page's events."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.tables.ledger import LedgerEventRow


def events(
    session: Session, company_id: int, *, before: int | None, limit: int
) -> Sequence[LedgerEventRow]:
    """Latest first."""
    wanted = select(LedgerEventRow).where(LedgerEventRow.company_id == company_id)
    if before is not None:
        wanted = wanted.where(LedgerEventRow.seq < before)
    return session.scalars(wanted.order_by(LedgerEventRow.seq.desc()).limit(limit)).all()


def first_after(session: Session, company_id: int, seq: int) -> datetime | None:
    """When the event after a number happened."""
    return session.scalar(
        select(LedgerEventRow.at).where(
            LedgerEventRow.company_id == company_id, LedgerEventRow.seq == seq + 1
        )
    )
