"""Subscriptions of other systems to what happens here."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Numbered, Table


class HookRow(Numbered, Table):
    """An address that is told. Its secret is derived, never kept."""

    __tablename__ = "hook"
    __table_args__ = (
        CheckConstraint("told_seq >= 0 and told_update >= 0", name="told"),
        CheckConstraint("(ended_at is null) = (ended_why is null)", name="ended_with_a_reason"),
    )
    url: Mapped[str]
    kinds: Mapped[list[Any]] = mapped_column(comment="names of what it is told; empty is all")
    secret_number: Mapped[int] = mapped_column(default=1, comment="counts its secrets")
    told_seq: Mapped[int] = mapped_column(comment="ledger events up to here are in the outbox")
    began_update: Mapped[int] = mapped_column(comment="what happened to actions is told from here")
    told_update: Mapped[int] = mapped_column(comment="the newest of those in the outbox")
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_why: Mapped[str | None]
