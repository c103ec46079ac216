"""Replies a person read after our reader: labelled examples."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Numbered, Table


class ReplyExampleRow(Numbered, Table):
    """What one reply says, by the person who read it."""

    __tablename__ = "reply_example"
    __table_args__ = (UniqueConstraint("message_id"),)
    message_id: Mapped[int] = mapped_column(ForeignKey("message.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    asked: Mapped[dict[str, Any]] = mapped_column(comment="what the reply answers")
    read: Mapped[dict[str, Any]] = mapped_column(comment="what our reader made of it")
    expected: Mapped[dict[str, Any]] = mapped_column(comment="what it says, by that person")
    made_at: Mapped[datetime]
