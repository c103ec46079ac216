"""Filters of the inbox kept under a name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from store.tables.personal import SavedViewRow


@dataclass(frozen=True, slots=True, kw_only=True)
class NewView:
    company_id: int
    person_id: int
    name: str
    filters: dict[str, str]
    shared: bool
    """With everybody of the company."""


def save(session: Session, new: NewView, *, at: datetime) -> None:
    """Under a name of theirs that is taken, the newer one stands."""
    said = {"filters": new.filters, "shared": new.shared, "made_at": at}
    session.execute(
        insert(SavedViewRow)
        .values(company_id=new.company_id, person_id=new.person_id, name=new.name, **said)
        .on_conflict_do_update(index_elements=["person_id", "name"], set_=said)
    )


def views_for(session: Session, company_id: int, person_id: int) -> Sequence[SavedViewRow]:
    """One's own, then what others share, each by name."""
    mine = SavedViewRow.person_id == person_id
    return session.scalars(
        select(SavedViewRow)
        .where(SavedViewRow.company_id == company_id, or_(mine, SavedViewRow.shared))
        .order_by(mine.desc(), SavedViewRow.name, SavedViewRow.id)
    ).all()


def count(session: Session, person_id: int) -> int:
    counted = select(func.count()).where(SavedViewRow.person_id == person_id)
    return session.scalar(counted) or 0


def drop(session: Session, company_id: int, person_id: int, view_id: int) -> None:
    """Only one's own; anything else changes nothing."""
    session.execute(
        delete(SavedViewRow).where(
            SavedViewRow.company_id == company_id,
            SavedViewRow.person_id == person_id,
            SavedViewRow.id == view_id,
        )
    )
