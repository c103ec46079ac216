"""Baselines, constraints, scenarios, locked plans and what they promise."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Numbered, Table


class BaselineRow(Numbered, Table):
    """The demand signal of a cycle. Frozen once its gate is decided."""

    __tablename__ = "baseline"
    __table_args__ = (UniqueConstraint("cycle_id", "version"),)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    version: Mapped[int]
    content: Mapped[dict[str, Any]]
    sha256: Mapped[str]
    made_at: Mapped[datetime]
    frozen_at: Mapped[datetime | None]
    frozen_by: Mapped[UUID | None] = mapped_column(ForeignKey("request.id"))


class ConstraintRow(Numbered, Table):
    __tablename__ = "plan_constraint"
    __table_args__ = (UniqueConstraint("cycle_id", "key"),)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    key: Mapped[str]
    content: Mapped[dict[str, Any]]


class ContradictionRow(Numbered, Table):
    """Promises of a cycle's demand that can't all be kept, in the order they were found."""

    __tablename__ = "plan_contradiction"
    __table_args__ = (UniqueConstraint("cycle_id", "position"),)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    position: Mapped[int]
    content: Mapped[dict[str, Any]]


class ScenarioRow(Numbered, Table):
    __tablename__ = "scenario"
    __table_args__ = (UniqueConstraint("cycle_id", "round", "key"),)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    round: Mapped[int]
    position: Mapped[int]
    key: Mapped[str]
    name: Mapped[str]
    result: Mapped[dict[str, Any]]


class PlanVersionRow(Numbered, Table):
    """A plan that was locked at a gate. Never changed; a change makes a new version."""

    __tablename__ = "plan_version"
    __table_args__ = (UniqueConstraint("cycle_id", "version"),)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    version: Mapped[int]
    scenario_id: Mapped[int] = mapped_column(ForeignKey("scenario.id"))
    request_id: Mapped[UUID] = mapped_column(ForeignKey("request.id"), unique=True)
    sha256: Mapped[str]
    locked_at: Mapped[datetime]


class CommitmentRow(Numbered, Table):
    __tablename__ = "commitment"
    __table_args__ = (
        CheckConstraint("kind in ('production','purchase','expedite','stock')", name="kind"),
        CheckConstraint("quantity >= 0", name="quantity"),
    )
    plan_version_id: Mapped[int] = mapped_column(ForeignKey("plan_version.id"), index=True)
    kind: Mapped[str]
    code: Mapped[str]
    name: Mapped[str]
    quantity: Mapped[int]
    unit: Mapped[str]
    order_by: Mapped[date | None]
    due: Mapped[date]
