"""Effects (the outbox), their attempts, captured mail and incoming messages."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Numbered, Table


class EffectRow(Numbered, Table):
    """Something that leaves the system, at least once, always under the same key."""

    __tablename__ = "effect"
    __table_args__ = (
        UniqueConstraint("company_id", "key"),
        CheckConstraint(
            "state in ('held','sending','sent','unknown','failed','withdrawn','bundled')",
            name="state",
        ),
        Index("ix_effect_for_digest", "held_until", postgresql_where=text("for_digest")),
    )
    key: Mapped[str]
    kind: Mapped[str]
    request_id: Mapped[UUID | None] = mapped_column(ForeignKey("request.id"))
    case_id: Mapped[str | None] = mapped_column(ForeignKey("work_case.id"))
    to_person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    content: Mapped[dict[str, Any]]
    state: Mapped[str]
    made_at: Mapped[datetime]
    held_until: Mapped[datetime]
    queued_at: Mapped[datetime | None]
    tried_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]
    problem: Mapped[str | None]
    for_digest: Mapped[bool] = mapped_column(
        server_default=false(),
        default=False,
        comment="leaves with others in one letter, not by itself",
    )
    digest_id: Mapped[int | None] = mapped_column(ForeignKey("effect.id"))


class CapturedMailRow(Numbered, Table):
    """Mail kept instead of sent, in development and the demo."""

    __tablename__ = "captured_mail"
    __table_args__ = (UniqueConstraint("company_id", "message_id"),)
    message_id: Mapped[str]
    to_address: Mapped[str]
    subject: Mapped[str]
    content: Mapped[bytes]
    captured_at: Mapped[datetime]


class ReplyTicketRow(Table):
    """What a reply address stands for; only the digest of its token is kept."""

    __tablename__ = "reply_ticket"
    __table_args__ = (
        CheckConstraint(
            "(request_id is null) = (brief_sha256 is null)", name="request_with_its_brief"
        ),
    )
    token_sha256: Mapped[str] = mapped_column(primary_key=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    case_id: Mapped[str] = mapped_column(ForeignKey("work_case.id"))
    request_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("request.id"), comment="the one request it answers, where it answers one"
    )
    brief_sha256: Mapped[str | None] = mapped_column(comment="the brief its letter showed")


class MessageRow(Table):
    """A message that came in, kept as it came. Without a company it is in quarantine."""

    __tablename__ = "message"
    __table_args__ = (
        CheckConstraint("state in ('new','read','quarantined','ignored')", name="state"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    company_id: Mapped[int | None] = mapped_column(ForeignKey("company.id"), index=True)
    message_id: Mapped[str] = mapped_column(unique=True)
    case_id: Mapped[str | None] = mapped_column(ForeignKey("work_case.id"), index=True)
    request_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("request.id"), index=True, comment="the request it answers"
    )
    sender_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    subject: Mapped[str]
    text: Mapped[str]
    content: Mapped[bytes]
    received_at: Mapped[datetime]
    state: Mapped[str]
    why: Mapped[str | None]
    reading: Mapped[dict[str, Any] | None]
