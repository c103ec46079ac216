"""Companies, people and their web sessions."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Numbered, Table


class CompanyRow(Table):
    __tablename__ = "company"
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    timezone: Mapped[str]
    master_data: Mapped[dict[str, Any]] = mapped_column(
        comment="the company directory as loaded: file name to text"
    )


class PersonRow(Numbered, Table):
    __tablename__ = "person"
    __table_args__ = (UniqueConstraint("company_id", "key"), UniqueConstraint("email"))
    key: Mapped[str]
    name: Mapped[str]
    email: Mapped[str]
    role: Mapped[str]
    title: Mapped[str]
    timezone: Mapped[str]
    manager_key: Mapped[str | None]


class WebSessionRow(Table):
    """A signed-in browser. Only the SHA-256 of its token is kept."""

    __tablename__ = "web_session"
    token_sha256: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    opened_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
