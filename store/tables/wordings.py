"""Wordings a model offered for our letters, and what a person made of each."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Numbered, Table


class WordingRow(Numbered, Table):
    """One wording in place of one template. Text and template stay as they were offered."""

    __tablename__ = "wording"
    __table_args__ = (
        UniqueConstraint("company_id", "kind", "language", "tone", "template_sha256"),
        CheckConstraint("state in ('offered','taken','left')", name="state"),
        CheckConstraint("(state = 'offered') = (settled_by is null)", name="settled"),
        CheckConstraint("(settled_by is null) = (settled_at is null)", name="settled_at"),
    )
    kind: Mapped[str]
    language: Mapped[str]
    tone: Mapped[str]
    template_sha256: Mapped[str]
    template: Mapped[str]
    text: Mapped[str]
    to_name: Mapped[str] = mapped_column(comment="whose letter it was offered for")
    facts: Mapped[dict[str, Any]] = mapped_column(comment="what stands in its slots there")
    model: Mapped[str]
    prompt_sha256: Mapped[str]
    offered_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(comment="offered, taken or left; a person can turn it")
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    settled_at: Mapped[datetime | None]
