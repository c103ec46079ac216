"""What people have written and not sent: one text a form, theirs alone."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from store.tables.personal import DraftRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Whose form of which request."""

    person_id: int
    request_id: UUID
    form: str

    @property
    def here(self) -> ColumnElement[bool]:
        return and_(
            DraftRow.person_id == self.person_id,
            DraftRow.request_id == self.request_id,
            DraftRow.form == self.form,
        )


def keep(session: Session, place: Place, text: str, *, company_id: int, at: datetime) -> None:
    """The newest stands in the place of the one before; an empty one leaves nothing."""
    if not text.strip():
        forget(session, place)
        return
    session.execute(
        insert(DraftRow)
        .values(
            company_id=company_id,
            person_id=place.person_id,
            request_id=place.request_id,
            form=place.form,
            text=text,
            saved_at=at,
        )
        .on_conflict_do_update(
            index_elements=["person_id", "request_id", "form"],
            set_={"text": text, "saved_at": at},
        )
    )


def kept(session: Session, place: Place) -> str:
    """Their text, or nothing."""
    return session.scalar(select(DraftRow.text).where(place.here)) or ""


def forget(session: Session, place: Place) -> None:
    session.execute(delete(DraftRow).where(place.here))
