"""Calendar addresses people subscribed to."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Numbered, Table


class CalendarRow(Numbered, Table):
    """One person's. Its address is derived, never kept; another number is another address."""

    __tablename__ = "calendar"
    __table_args__ = (UniqueConstraint("person_id"),)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    number: Mapped[int] = mapped_column(comment="counts its addresses; only the last one opens")
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
