"""What people do around a request that decides nothing: looks, claims, drafts, views, words."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Numbered, Table


class LookRow(Numbered, Table):
    """A person had this version of a brief before them."""

    __tablename__ = "look"
    __table_args__ = (UniqueConstraint("request_id", "person_id", "brief_sha256"),)
    request_id: Mapped[UUID] = mapped_column(ForeignKey("request.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    brief_sha256: Mapped[str]
    first_at: Mapped[datetime]
    last_at: Mapped[datetime] = mapped_column(comment="when their page last said it is open")
    gone_at: Mapped[datetime | None] = mapped_column(comment="when they closed the page")


class ClaimRow(Numbered, Table):
    """One person has taken a request on: the others know, and may answer all the same."""

    __tablename__ = "claim"
    __table_args__ = (UniqueConstraint("request_id"),)
    request_id: Mapped[UUID] = mapped_column(ForeignKey("request.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]


class DraftRow(Numbered, Table):
    """What somebody has written into a form and not sent. Nobody else reads it."""

    __tablename__ = "draft"
    __table_args__ = (
        UniqueConstraint("person_id", "request_id", "form"),
        CheckConstraint("length(text) <= 2000", name="text"),
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    request_id: Mapped[UUID] = mapped_column(ForeignKey("request.id"))
    form: Mapped[str] = mapped_column(comment="the verb or move whose form it is")
    text: Mapped[str]
    saved_at: Mapped[datetime]


class SavedViewRow(Numbered, Table):
    """A filter of the inbox under a name: one person's, or the whole company's."""

    __tablename__ = "saved_view"
    __table_args__ = (
        UniqueConstraint("person_id", "name"),
        CheckConstraint("name <> '' and length(name) <= 60", name="name"),
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str]
    filters: Mapped[dict[str, Any]] = mapped_column(comment="as the inbox's address says them")
    shared: Mapped[bool]
    made_at: Mapped[datetime]


class RequestWordsRow(Numbered, Table):
    """What can be found of a request, by where it stands. Triggers keep it."""

    __tablename__ = "request_words"
    __table_args__ = (
        UniqueConstraint("request_id", "source", "key"),
        Index("ix_request_words_words", "words", postgresql_using="gin"),
    )
    request_id: Mapped[UUID] = mapped_column(ForeignKey("request.id"))
    source: Mapped[str] = mapped_column(comment="brief, comment, reason, reply or seat")
    key: Mapped[str]
    words: Mapped[Any] = mapped_column(TSVECTOR)
