"""Options that people kept of their own beside a request's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from store.tables.moves import OwnOptionRow
from store.tables.people import PersonRow


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOwnOption:
    request_id: UUID
    person_id: int
    key: str
    base: str
    name: str
    changes: list[dict[str, str]]
    content: dict[str, Any]
    made_at: datetime


class OwnOption(NamedTuple):
    row: OwnOptionRow
    by: PersonRow


def add(session: Session, company_id: int, new: NewOwnOption) -> bool:
    """Keep it; says whether it was new. The same values are one option, whoever is quicker."""
    added = session.execute(
        insert(OwnOptionRow)
        .values(
            company_id=company_id,
            request_id=new.request_id,
            person_id=new.person_id,
            key=new.key,
            base=new.base,
            name=new.name,
            changes=new.changes,
            content=new.content,
            made_at=new.made_at,
        )
        .on_conflict_do_nothing()
        .returning(OwnOptionRow.id)
    )
    return added.scalar() is not None


def kept_on(session: Session, company_id: int, request_id: UUID) -> Sequence[OwnOption]:
    """Oldest first."""
    rows = session.execute(
        select(OwnOptionRow, PersonRow)
        .join(PersonRow, PersonRow.id == OwnOptionRow.person_id)
        .where(OwnOptionRow.company_id == company_id, OwnOptionRow.request_id == request_id)
        .order_by(OwnOptionRow.id)
    )
    return [OwnOption(*row) for row in rows]


def keys_on(session: Session, request_id: UUID) -> frozenset[str]:
    found = select(OwnOptionRow.key).where(OwnOptionRow.request_id == request_id)
    return frozenset(session.scalars(found))


def count_of(session: Session, request_id: UUID, person_id: int) -> int:
    """How many of a person's own there are on a request."""
    mine = (OwnOptionRow.request_id == request_id, OwnOptionRow.person_id == person_id)
    return session.scalar(select(func.count()).where(*mine)) or 0
