"""Evaluations of a company's playbooks: asked for, done, or failed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session, defer

from store.tables.cycles import CycleRow
from store.tables.evals import EvalRunRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a run came to."""

    sha256: str
    results: dict[str, Any]
    cycles: list[Any]
    briefs: dict[str, Any]
    report: str


def add(session: Session, row: EvalRunRow) -> int:
    session.add(row)
    session.flush()
    return row.id


def finish(session: Session, run_id: int, outcome: Outcome, *, at: datetime) -> bool:
    """False where it ended already: a job may run twice, its result is kept once."""
    return _end(
        session,
        run_id,
        state="done",
        ended_at=at,
        sha256=outcome.sha256,
        results=outcome.results,
        cycles=outcome.cycles,
        briefs=outcome.briefs,
        report=outcome.report,
    )


def fail(session: Session, run_id: int, problem: str, *, at: datetime) -> bool:
    return _end(session, run_id, state="failed", ended_at=at, problem=problem)


def _end(session: Session, run_id: int, **values: Any) -> bool:
    asked = update(EvalRunRow).where(EvalRunRow.id == run_id, EvalRunRow.state == "asked")
    ended = asked.values(values).returning(EvalRunRow.id)
    return session.scalar(ended.execution_options(synchronize_session=False)) is not None


def run(session: Session, company_id: int, run_id: int) -> EvalRunRow | None:
    return session.scalar(
        select(EvalRunRow).where(EvalRunRow.company_id == company_id, EvalRunRow.id == run_id)
    )


def runs(session: Session, company_id: int, *, limit: int) -> Sequence[EvalRunRow]:
    """The newest first, without what only their own pages show."""
    found = (
        select(EvalRunRow)
        .where(EvalRunRow.company_id == company_id)
        .order_by(EvalRunRow.id.desc())
        .limit(limit)
        .options(
            *(defer(part) for part in (EvalRunRow.cycles, EvalRunRow.briefs, EvalRunRow.report))
        )
    )
    return session.scalars(found).all()


def last_of(session: Session, company_id: int, candidate: str) -> EvalRunRow | None:
    return next(
        (one for one in runs(session, company_id, limit=50) if one.candidate == candidate), None
    )


def finished_cycles(session: Session, company_id: int) -> Sequence[CycleRow]:
    """Those that can be recorded, the newest first."""
    found = select(CycleRow).where(
        CycleRow.company_id == company_id, CycleRow.closed_at.is_not(None)
    )
    return session.scalars(found.order_by(CycleRow.month.desc())).all()
