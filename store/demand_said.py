"""What was said of a cycle's demand: kept, read back, ended."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.tables.demand_said import DemandSaidRow
from store.tables.people import PersonRow

KEY = ("kind", "stream", "region", "family", "sku", "tier", "month")


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandSaid:
    row: DemandSaidRow
    by_key: str
    by: str
    """Their name."""


def say(session: Session, row: DemandSaidRow) -> DemandSaidRow:
    """From now on it counts; what was said of the same place before is ended by the same person."""
    for one in standing(session, row.cycle_id):
        if all(getattr(one.row, name) == getattr(row, name) for name in KEY):
            end(session, one.row, person_id=row.said_by, at=row.said_at)
    session.add(row)
    session.flush()
    return row


def end(session: Session, row: DemandSaidRow, *, person_id: int, at: datetime) -> None:
    """It doesn't count any more, and stays on record. Ending it again changes nothing."""
    if row.ended_at is None:
        row.ended_by, row.ended_at = person_id, at
        session.flush()


def standing(session: Session, cycle_id: int) -> list[DemandSaid]:
    """What counts, in the order it was said in."""
    rows = session.execute(
        select(DemandSaidRow, PersonRow.key, PersonRow.name)
        .join(PersonRow, PersonRow.id == DemandSaidRow.said_by)
        .where(DemandSaidRow.cycle_id == cycle_id, DemandSaidRow.ended_at.is_(None))
        .order_by(DemandSaidRow.id)
    )
    return [DemandSaid(row=row, by_key=key, by=name) for row, key, name in rows]


def of_cycle(session: Session, cycle_id: int, said_id: int) -> DemandSaidRow | None:
    return session.scalar(
        select(DemandSaidRow).where(DemandSaidRow.cycle_id == cycle_id, DemandSaidRow.id == said_id)
    )
