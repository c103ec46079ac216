"""Cycles and cases. A case is one LangGraph thread; its id is the thread's id."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Numbered, Table


class PlaybookRow(Table):
    """One immutable version of everything an admin can tune, named by its content."""

    __tablename__ = "playbook"
    sha256: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[dict[str, Any]]


class PlaybookDraftRow(Numbered, Table):
    """A version somebody of the company proposed."""

    __tablename__ = "playbook_draft"
    __table_args__ = (UniqueConstraint("company_id", "playbook"),)
    playbook: Mapped[str] = mapped_column(ForeignKey("playbook.sha256"))
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    why: Mapped[str]
    made_at: Mapped[datetime]


class PlaybookPreviewRow(Numbered, Table):
    """What recorded cycles say about a version, held against the one that was active then."""

    __tablename__ = "playbook_preview"
    playbook: Mapped[str] = mapped_column(ForeignKey("playbook.sha256"))
    before: Mapped[str] = mapped_column(ForeignKey("playbook.sha256"))
    sha256: Mapped[str] = mapped_column(comment="of the whole comparison")
    content: Mapped[dict[str, Any]]
    made_at: Mapped[datetime]


class PlaybookActivationRow(Numbered, Table):
    """From when on a version is the one new cycles begin with. The last of a company counts."""

    __tablename__ = "playbook_activation"
    __table_args__ = (
        CheckConstraint("grounds in ('tightens','rolls_back','approved')", name="grounds"),
        CheckConstraint("(grounds = 'approved') = (request_id is not null)", name="approved"),
    )
    playbook: Mapped[str] = mapped_column(ForeignKey("playbook.sha256"))
    before: Mapped[str] = mapped_column(
        ForeignKey("playbook.sha256"), comment="what was active until then"
    )
    grounds: Mapped[str]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    why: Mapped[str]
    at: Mapped[datetime]
    request_id: Mapped[UUID | None] = mapped_column(ForeignKey("request.id"), unique=True)


class CycleRow(Numbered, Table):
    __tablename__ = "cycle"
    __table_args__ = (
        UniqueConstraint("company_id", "month"),
        CheckConstraint(
            "step in ('inputs','demand_review','supply_review','reconciliation',"
            "'executive_review','execution','closed')",
            name="step",
        ),
    )
    name: Mapped[str]
    month: Mapped[date]
    step: Mapped[str]
    playbook: Mapped[str] = mapped_column(ForeignKey("playbook.sha256"))
    opened_at: Mapped[datetime]
    inputs_due_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class CaseRow(Table):
    """Where a case is. `rings` counts what happened to it, `seen` what it has looked at."""

    __tablename__ = "work_case"
    __table_args__ = (
        CheckConstraint("seen <= rings", name="seen_after_rung"),
        CheckConstraint("state in ('running','waiting','done','failed')", name="state"),
        CheckConstraint(
            "kind in ('cycle','input_request','follow_up','change','late_input','playbook_change')",
            name="kind",
        ),
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"), index=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), index=True)
    kind: Mapped[str]
    subject_id: Mapped[int]
    graph_version: Mapped[str]
    playbook: Mapped[str] = mapped_column(ForeignKey("playbook.sha256"))
    state: Mapped[str]
    rings: Mapped[int] = mapped_column(default=0)
    seen: Mapped[int] = mapped_column(default=0)
    revision: Mapped[int] = mapped_column(default=0)
    problem: Mapped[str | None]
    """Why it can't go on; forgotten once it moves."""
    problem_since: Mapped[datetime | None]


class WaitRow(Numbered, Table):
    """A deadline, reminder or snooze: at `due_at` the sweep rings the case."""

    __tablename__ = "wait"
    __table_args__ = (UniqueConstraint("case_id", "key"),)
    case_id: Mapped[str] = mapped_column(ForeignKey("work_case.id"))
    key: Mapped[str]
    due_at: Mapped[datetime] = mapped_column(index=True)
    fired_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
