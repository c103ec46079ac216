"""What people do in a request besides answering it: comments, snoozes, options of their own."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Numbered, Table


class CommentRow(Table):
    """Something somebody said about a request. Its id is chosen by the client."""

    __tablename__ = "request_comment"
    __table_args__ = (CheckConstraint("text <> '' and length(text) <= 2000", name="text"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"), index=True)
    request_id: Mapped[UUID] = mapped_column(ForeignKey("request.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    option: Mapped[str | None]
    text: Mapped[str]
    brief_sha256: Mapped[str] = mapped_column(comment="the brief that stood when it was said")
    made_at: Mapped[datetime]


class SnoozeRow(Numbered, Table):
    """A request put aside by one person; the newest replaces the one before."""

    __tablename__ = "snooze"
    __table_args__ = (
        UniqueConstraint("request_id", "person_id"),
        CheckConstraint("until in ('moment','brief','answer')", name="until"),
        CheckConstraint("(until = 'moment') = (moment is not null)", name="moment"),
        CheckConstraint("(until = 'answer') = (answer_of_id is not null)", name="answer_of"),
    )
    request_id: Mapped[UUID] = mapped_column(ForeignKey("request.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    until: Mapped[str]
    moment: Mapped[datetime | None]
    answer_of_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    brief_sha256: Mapped[str]
    made_at: Mapped[datetime]


class OwnOptionRow(Numbered, Table):
    """An option somebody tried with values of their own, and kept. It changes no brief."""

    __tablename__ = "own_option"
    __table_args__ = (UniqueConstraint("request_id", "key"),)
    request_id: Mapped[UUID] = mapped_column(ForeignKey("request.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    key: Mapped[str] = mapped_column(comment="follows from its values")
    base: Mapped[str] = mapped_column(comment="the drafted option it came from")
    name: Mapped[str]
    changes: Mapped[list[Any]]
    content: Mapped[dict[str, Any]]
    made_at: Mapped[datetime]
