"""Requests, briefs, seats and decisions: one gate waiting for people."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from gates.gate import Gate
from gates.policies import gate_under
from store.tables.base import Numbered, Table


class RequestRow(Table):
    """One gate waiting for people. `key` makes opening it twice harmless."""

    __tablename__ = "request"
    __table_args__ = (
        UniqueConstraint("case_id", "key"),
        CheckConstraint("(closed_at is null) = (outcome is null)", name="closed_with_outcome"),
        CheckConstraint(
            "outcome in ('approved','returned','rejected','answered','withdrawn')", name="outcome"
        ),
        Index(
            "ix_request_open", "company_id", "due_at", postgresql_where=text("closed_at is null")
        ),
        Index(
            "ix_request_closed",
            "company_id",
            "closed_at",
            postgresql_where=text("closed_at is not null"),
        ),
        Index(
            "ix_request_took_part",
            "took_part",
            postgresql_using="gin",
            postgresql_where=text("closed_at is null"),
        ),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"), index=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), index=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("work_case.id"))
    key: Mapped[str]
    gate: Mapped[str]
    question: Mapped[str]
    stake_eur: Mapped[Decimal]
    brief_sha256: Mapped[str] = mapped_column(comment="the brief that stands now")
    took_part: Mapped[list[str]] = mapped_column(
        ARRAY(Text), comment="keys of everybody that brief names as having a part in it"
    )
    opened_at: Mapped[datetime]
    due_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    outcome: Mapped[str | None]
    choice: Mapped[str | None]
    escalated_at: Mapped[datetime | None] = mapped_column(comment="when the chain began")
    expired_at: Mapped[datetime | None] = mapped_column(comment="when the chain was at its end")
    reopens: Mapped[UUID | None] = mapped_column(
        ForeignKey("request.id"), index=True, comment="the decided request this one looks at again"
    )
    policy: Mapped[dict[str, Any] | None] = mapped_column(
        comment="the gate's policy when it opened; null before policies could be tuned"
    )

    @property
    def ruled(self) -> Gate:
        """Its gate, as the playbook had it when the request opened."""
        return gate_under(self.gate, self.policy)


class ChaseRow(Numbered, Table):
    """What is to happen, once, to a request nobody answers: a reminder, or who is asked next."""

    __tablename__ = "chase"
    __table_args__ = (
        UniqueConstraint("request_id", "kind", "number"),
        CheckConstraint("kind in ('remind','escalate','expire')", name="kind"),
    )
    request_id: Mapped[UUID] = mapped_column(ForeignKey("request.id"))
    kind: Mapped[str]
    number: Mapped[int]
    due_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    asked_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id"), comment="who was asked by name"
    )


class BriefRow(Numbered, Table):
    """The exact bytes people are shown, every version kept."""

    __tablename__ = "brief"
    __table_args__ = (
        UniqueConstraint("request_id", "sha256"),
        UniqueConstraint("request_id", "version"),
    )
    request_id: Mapped[UUID] = mapped_column(ForeignKey("request.id"))
    version: Mapped[int]
    sha256: Mapped[str]
    content: Mapped[bytes]
    made_at: Mapped[datetime]
    data_version: Mapped[str | None] = mapped_column(
        comment="SHA-256 of the company directory it was drafted on"
    )


class SeatRow(Numbered, Table):
    __tablename__ = "seat"
    __table_args__ = (UniqueConstraint("request_id", "person_id"),)
    request_id: Mapped[UUID] = mapped_column(ForeignKey("request.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    accountable: Mapped[bool]
    grouping: Mapped[str]
    position: Mapped[int] = mapped_column(comment="the slate's line; the turn, in a sequence")
    why: Mapped[str]
    why_facts: Mapped[dict[str, Any]] = mapped_column(comment="rule, data and its version")
    added_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id"), comment="who added this seat on top of the gate's own"
    )


class DecisionRow(Table):
    """A person's answer. Its id is chosen by the client; a seat has one that stands.

    `person_id` is who answered, `on_behalf_of_id` for whom, where they acted for another.
    """

    __tablename__ = "decision"
    __table_args__ = (
        Index(
            "uq_decision_standing",
            "request_id",
            "seat_id",
            unique=True,
            postgresql_where=text("ended_at is null"),
        ),
        CheckConstraint(
            "verb in ('approve','approve_with_changes','request_changes','reject','dissent')",
            name="verb",
        ),
        CheckConstraint(
            "verb in ('approve','approve_with_changes') or reason <> ''", name="reason_given"
        ),
        CheckConstraint("(ended_at is null) = (ended_why is null)", name="ended_with_why"),
        CheckConstraint("ended_why in ('withdrawn','facts_moved','suspended')", name="ended_why"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"), index=True)
    request_id: Mapped[UUID] = mapped_column(ForeignKey("request.id"))
    seat_id: Mapped[int] = mapped_column(ForeignKey("seat.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    verb: Mapped[str]
    choice: Mapped[str | None]
    reason: Mapped[str]
    brief_sha256: Mapped[str]
    channel: Mapped[str]
    decided_at: Mapped[datetime]
    on_behalf_of_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    delegation_id: Mapped[int | None] = mapped_column(ForeignKey("delegation.id"))
    amount_eur: Mapped[Decimal] = mapped_column(comment="what an approval commits")
    changes: Mapped[dict[str, Any] | None] = mapped_column(
        comment="the changed levers of an approval with changes"
    )
    ended_at: Mapped[datetime | None]
    ended_why: Mapped[str | None]
