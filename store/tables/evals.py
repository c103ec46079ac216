"""Evaluations somebody ran: which playbook against which, on what, and what came of it."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Numbered, Table


class EvalRunRow(Numbered, Table):
    """One comparison of two playbooks. Done or failed it stays as it is."""

    __tablename__ = "eval_run"
    __table_args__ = (
        CheckConstraint("state in ('asked','done','failed')", name="state"),
        CheckConstraint("corpus in ('recorded','invented','files')", name="corpus"),
        CheckConstraint("(state = 'done') = (results is not null)", name="done_with_results"),
    )
    base: Mapped[str] = mapped_column(ForeignKey("playbook.sha256"))
    candidate: Mapped[str] = mapped_column(ForeignKey("playbook.sha256"))
    corpus: Mapped[str] = mapped_column(
        comment="the company's recorded cycles, invented companies, or given files"
    )
    state: Mapped[str]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    problem: Mapped[str | None]
    sha256: Mapped[str | None] = mapped_column(comment="of results.json")
    results: Mapped[dict[str, Any] | None]
    cycles: Mapped[list[Any] | None] = mapped_column(comment="what each cycle came to on both")
    briefs: Mapped[dict[str, Any] | None] = mapped_column(
        comment="what people saw whose answers are gone, by digest"
    )
    report: Mapped[str | None] = mapped_column(comment="the offline page")
