"""Who has taken a request on."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from store.among import among
from store.tables.people import PersonRow
from store.tables.personal import ClaimRow


def claim(
    session: Session, company_id: int, request_id: UUID, person_id: int, at: datetime
) -> bool:
    """Take it on; says no where somebody has it, themselves too."""
    made = session.scalar(
        insert(ClaimRow)
        .values(company_id=company_id, request_id=request_id, person_id=person_id, made_at=at)
        .on_conflict_do_nothing()
        .returning(ClaimRow.id)
    )
    return made is not None


def release(session: Session, request_id: UUID, person_id: int) -> bool:
    """Give it back; says whether they had it."""
    ended = session.scalar(
        delete(ClaimRow)
        .where(ClaimRow.request_id == request_id, ClaimRow.person_id == person_id)
        .returning(ClaimRow.id)
    )
    return ended is not None


def claimed(
    session: Session, company_id: int, requests: Sequence[UUID]
) -> dict[UUID, tuple[PersonRow, datetime]]:
    """Whose each of these is and since when."""
    rows = session.execute(
        select(ClaimRow.request_id, PersonRow, ClaimRow.made_at)
        .join(PersonRow, PersonRow.id == ClaimRow.person_id)
        .where(ClaimRow.company_id == company_id, among(ClaimRow.request_id, requests))
    )
    return {request_id: (person, at) for request_id, person, at in rows}
