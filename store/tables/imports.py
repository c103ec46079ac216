"""Action lists, decision logs and notes from elsewhere, and the actions they propose."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Numbered, Table


class ImportRow(Numbered, Table):
    """A file as it came. The same one again is the same."""

    __tablename__ = "action_import"
    __table_args__ = (UniqueConstraint("company_id", "sha256"),)
    file_name: Mapped[str]
    sha256: Mapped[str]
    content: Mapped[bytes]
    left_out: Mapped[int]
    imported_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    imported_at: Mapped[datetime]


class ImportedActionRow(Numbered, Table):
    """One proposed action: nobody is written to before a person has confirmed it."""

    __tablename__ = "imported_action"
    __table_args__ = (
        CheckConstraint("state in ('proposed','confirmed','dismissed')", name="state"),
        CheckConstraint("(state = 'confirmed') = (action_id is not null)", name="confirmed"),
        CheckConstraint("(state = 'proposed') = (settled_by is null)", name="settled"),
    )
    import_id: Mapped[int] = mapped_column(ForeignKey("action_import.id"), index=True)
    source: Mapped[str]
    words: Mapped[str]
    title: Mapped[str]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    due: Mapped[date | None]
    finished: Mapped[bool]
    problems: Mapped[list[Any]]
    state: Mapped[str]
    action_id: Mapped[int | None] = mapped_column(ForeignKey("action.id"), index=True)
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    settled_at: Mapped[datetime | None]
