"""Input requests, what was sent, and what the checks found."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Numbered, Table


class InputRequestRow(Numbered, Table):
    __tablename__ = "input_request"
    __table_args__ = (
        UniqueConstraint("cycle_id", "region"),
        CheckConstraint(
            "state in ('asked','received','sent_back','accepted','escalated','substituted')",
            name="state",
        ),
    )
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), index=True)
    region: Mapped[str]
    title: Mapped[str]
    owner_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    state: Mapped[str]
    asked_at: Mapped[datetime]
    due_at: Mapped[datetime]
    reminders: Mapped[int] = mapped_column(default=0)
    settled_at: Mapped[datetime | None]


class SubmissionRow(Numbered, Table):
    """One version of an answer, kept as it came."""

    __tablename__ = "submission"
    __table_args__ = (
        UniqueConstraint("input_request_id", "version"),
        Index(
            "uq_submission_accepted",
            "input_request_id",
            unique=True,
            postgresql_where="state = 'accepted'",
        ),
        CheckConstraint(
            "state in ('received','sent_back','accepted','superseded','unread','late')",
            name="state",
        ),
    )
    input_request_id: Mapped[int] = mapped_column(ForeignKey("input_request.id"))
    version: Mapped[int]
    file_name: Mapped[str]
    sha256: Mapped[str]
    content: Mapped[bytes]
    sender_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    channel: Mapped[str]
    message_id: Mapped[str | None]
    received_at: Mapped[datetime]
    late: Mapped[bool]
    state: Mapped[str]
    understood: Mapped[dict[str, Any] | None] = mapped_column(
        comment="the mapping the reader used, with its reasons"
    )


class SubmittedLineRow(Numbered, Table):
    __tablename__ = "submitted_line"
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    region: Mapped[str]
    sku: Mapped[str]
    tier: Mapped[str]
    month: Mapped[date]
    units: Mapped[int]
    sheet: Mapped[str]
    cell_row: Mapped[int]
    cell_column: Mapped[int]


class FindingRow(Numbered, Table):
    __tablename__ = "finding"
    __table_args__ = (
        CheckConstraint("state in ('open','fixed','waived')", name="state"),
        CheckConstraint(
            "state <> 'waived' or (waived_by is not null and waive_reason <> '')",
            name="waived_by_a_name",
        ),
    )
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    rule: Mapped[str]
    severity: Mapped[str]
    sheet: Mapped[str | None]
    cell_row: Mapped[int | None]
    cell_column: Mapped[int | None]
    observed: Mapped[str]
    expected: Mapped[str]
    message: Mapped[str]
    kind: Mapped[str] = mapped_column(comment="findings of one kind make one group")
    fix: Mapped[str] = mapped_column(comment="what its sender can do about it")
    impact_units: Mapped[int | None] = mapped_column(comment="nothing where it can't be known")
    impact_eur: Mapped[Decimal | None] = mapped_column(comment="at list price, where known")
    correction: Mapped[list[Any] | None] = mapped_column(
        comment="which cells, from, to and why: what the owner may accept"
    )
    state: Mapped[str]
    waived_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    waive_reason: Mapped[str | None]
    waived_at: Mapped[datetime | None]
