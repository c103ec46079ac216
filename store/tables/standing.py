"""What decisions stand on: premises and conditions that are watched, and changes looked at."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Numbered, Table


class ConditionRow(Numbered, Table):
    """What an approval depends on. A decision has at most one, and it ends once."""

    __tablename__ = "condition"
    __table_args__ = (
        CheckConstraint("state in ('watched','met','lapsed')", name="state"),
        CheckConstraint("(state = 'watched') = (settled_at is null)", name="settled"),
    )
    decision_id: Mapped[UUID] = mapped_column(ForeignKey("decision.id"), unique=True)
    request_id: Mapped[UUID] = mapped_column(ForeignKey("request.id"), index=True)
    content: Mapped[dict[str, Any]] = mapped_column(comment="the condition as it was signed")
    until: Mapped[datetime]
    state: Mapped[str]
    settled_at: Mapped[datetime | None]
    evidence: Mapped[dict[str, Any] | None] = mapped_column(comment="what met it")


class PremiseRow(Numbered, Table):
    """What an approved option rests on. Watched until it breaks or something takes its place."""

    __tablename__ = "premise"
    __table_args__ = (
        UniqueConstraint("request_id", "key"),
        CheckConstraint("state in ('stands','broken','superseded')", name="state"),
        CheckConstraint("(state = 'stands') = (ended_at is null)", name="ended"),
    )
    request_id: Mapped[UUID] = mapped_column(ForeignKey("request.id"))
    key: Mapped[str]
    content: Mapped[dict[str, Any]] = mapped_column(comment="the premise as it was signed")
    state: Mapped[str]
    ended_at: Mapped[datetime | None]


class ChangeRow(Numbered, Table):
    """Something that may bear on what was decided in a cycle; a case of its own looks at it."""

    __tablename__ = "change"
    __table_args__ = (
        UniqueConstraint("cycle_id", "key"),
        CheckConstraint(
            "kind in ('data','evidence','asked','late','drift','exception')", name="kind"
        ),
        CheckConstraint("verdict in ('nothing','noted','redrafted','reopened')", name="verdict"),
    )
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), index=True)
    key: Mapped[str]
    kind: Mapped[str]
    request_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("request.id"), comment="the decided request somebody asks to look at again"
    )
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    facts: Mapped[dict[str, Any]] = mapped_column(comment="what came in, and from where")
    found: Mapped[dict[str, Any] | None] = mapped_column(comment="options solved on the new data")
    moves: Mapped[list[Any] | None] = mapped_column(comment="signed against now")
    verdict: Mapped[str | None]
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
