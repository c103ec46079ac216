"""Playbooks that are shipped, and canaries: who lives an approved version first."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Numbered, Table


class PlaybookShippedRow(Table):
    """A version that came with the code: what is active where nothing was tuned."""

    __tablename__ = "playbook_shipped"
    playbook: Mapped[str] = mapped_column(ForeignKey("playbook.sha256"), primary_key=True)


class PlaybookCanaryRow(Numbered, Table):
    """Of a draft put to its gate: which cases live it first, once it is approved."""

    __tablename__ = "playbook_canary"
    __table_args__ = (
        CheckConstraint(
            "num_nonnulls(region, share_pct, nullif(whole_cycle, false)) = 1", name="scope"
        ),
        CheckConstraint("share_pct between 1 and 50", name="share"),
    )
    draft_id: Mapped[int] = mapped_column(ForeignKey("playbook_draft.id"), unique=True)
    playbook: Mapped[str] = mapped_column(ForeignKey("playbook.sha256"))
    before: Mapped[str] = mapped_column(
        ForeignKey("playbook.sha256"), comment="what was active when it was asked"
    )
    region: Mapped[str | None]
    share_pct: Mapped[int | None]
    whole_cycle: Mapped[bool] = mapped_column(server_default=false())
    """The next cycle, with its own gates and everything in it."""


class PlaybookCanaryStepRow(Numbered, Table):
    """It begins when it is approved, and ends by being gone back on or made active for all."""

    __tablename__ = "playbook_canary_step"
    __table_args__ = (
        UniqueConstraint("canary_id", "step"),
        CheckConstraint("step in ('started','ended','activated')", name="step"),
        CheckConstraint("(step = 'started') = (request_id is not null)", name="approved"),
    )
    canary_id: Mapped[int] = mapped_column(ForeignKey("playbook_canary.id"))
    step: Mapped[str]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    why: Mapped[str]
    at: Mapped[datetime]
    request_id: Mapped[UUID | None] = mapped_column(ForeignKey("request.id"))
