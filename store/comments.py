"""Comments on a request: adding one, and reading them in order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from store.tables.moves import CommentRow
from store.tables.people import PersonRow


@dataclass(frozen=True, slots=True, kw_only=True)
class NewComment:
    """The id is made by the client, so that sending twice is one comment."""

    id: UUID
    request_id: UUID
    person_id: int
    option: str | None
    text: str
    brief_sha256: str
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    by: PersonRow
    row: CommentRow


def add(session: Session, company_id: int, new: NewComment) -> bool:
    """Keep the comment; says whether it was new."""
    added = session.execute(
        insert(CommentRow)
        .values(
            id=new.id,
            company_id=company_id,
            request_id=new.request_id,
            person_id=new.person_id,
            option=new.option,
            text=new.text,
            brief_sha256=new.brief_sha256,
            made_at=new.made_at,
        )
        .on_conflict_do_nothing()
        .returning(CommentRow.id)
    )
    return added.scalar() is not None


def count(session: Session, request_id: UUID) -> int:
    counted = select(func.count()).where(CommentRow.request_id == request_id)
    return session.scalar(counted) or 0


def comments_on(session: Session, company_id: int, request_id: UUID) -> Sequence[Comment]:
    """Oldest first."""
    rows = session.execute(
        select(CommentRow, PersonRow)
        .join(PersonRow, PersonRow.id == CommentRow.person_id)
        .where(CommentRow.company_id == company_id, CommentRow.request_id == request_id)
        .order_by(CommentRow.made_at, CommentRow.id)
    )
    return [Comment(by=who, row=row) for row, who in rows]
