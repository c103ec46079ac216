"""Actions: owned, dated, closed by evidence."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Numbered, Table


class ActionRow(Numbered, Table):
    __tablename__ = "action"
    __table_args__ = (
        UniqueConstraint("cycle_id", "key"),
        CheckConstraint(
            "state in ('waiting','assigned','in_progress','blocked','done','cancelled','carried')",
            name="state",
        ),
        CheckConstraint("state <> 'done' or evidence is not null", name="done_by_evidence"),
    )
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), index=True)
    request_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("request.id"), comment="the decision that made it; null where it was imported"
    )
    key: Mapped[str]
    title: Mapped[str]
    deliverable: Mapped[str]
    owner_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    depends_on: Mapped[list[Any]]
    done_when: Mapped[dict[str, Any]]
    due_at: Mapped[datetime]
    original_due_at: Mapped[datetime]
    state: Mapped[str]
    evidence: Mapped[dict[str, Any] | None]
    last_evidence: Mapped[dict[str, Any] | None] = mapped_column(
        comment="the last that came, enough or not"
    )
    last_evidence_at: Mapped[datetime | None]
    timed_from: Mapped[datetime | None] = mapped_column(
        comment="when its day was set; null before it is asked for"
    )
    reminders: Mapped[int] = mapped_column(default=0)
    escalations: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[datetime | None]
    carried_to: Mapped[int | None] = mapped_column(ForeignKey("cycle.id"))
    part_of: Mapped[int | None] = mapped_column(ForeignKey("action.id"), index=True)


class ActionUpdateRow(Numbered, Table):
    __tablename__ = "action_update"
    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str]
    text: Mapped[str]
    message_id: Mapped[int | None] = mapped_column(ForeignKey("message.id"))
    at: Mapped[datetime]
