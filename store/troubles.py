"""Cases that can't go on: what is noted of them, which they are, and setting one going again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Boolean, ColumnElement, and_, func, literal_column, not_, or_, select, update
from sqlalchemy.orm import Session

from store.tables.cycles import CaseRow
from store.tables.people import CompanyRow

OPEN = ("running", "waiting")
QUEUED: ColumnElement[bool] = literal_column(
    "exists (select from procrastinate_jobs"
    " where status in ('todo', 'doing') and (lock = work_case.id"
    " or (queue_name = 'rung' and args ->> 'case_id' = work_case.id)))",
    Boolean,
)
"""Whether a job will look at the case, or does. Ring and job are committed together."""


class Trouble(StrEnum):
    """What keeps a case from going on."""

    FAILED = "failed"
    """Its attempts are spent; a person sets it going again."""
    TRIES_AGAIN = "tries_again"
    """It failed and is tried again by itself."""
    LOST = "lost"
    """It was rung and nothing is queued for it; the next sweep queues it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TroubledCase:
    id: str
    company_id: int
    company: str
    kind: str
    trouble: Trouble
    problem: str
    since: datetime | None


def note_problem(
    session: Session, case_id: str, *, problem: str, at: datetime, final: bool
) -> bool:
    """Keep why the case can't go on, from the first failure on; `final` when it isn't tried again.

    False where somebody else has taken the case on meanwhile.
    """
    noted = session.scalar(
        update(CaseRow)
        .where(CaseRow.id == case_id, _is_unseen())
        .values(
            problem=problem,
            problem_since=func.coalesce(CaseRow.problem_since, at),
            state="failed" if final else CaseRow.state,
        )
        .returning(CaseRow.id)
        .execution_options(synchronize_session=False)
    )
    return noted is not None


def lost_cases(session: Session) -> Sequence[tuple[str, int]]:
    """Cases rung since anybody looked that no job will look at: id and company."""
    rows = session.execute(select(CaseRow.id, CaseRow.company_id).where(_is_unseen(), not_(QUEUED)))
    return [(row.id, row.company_id) for row in rows]


def troubled_cases(session: Session, case_id: str | None = None) -> list[TroubledCase]:
    """Every case that can't go on, or that one, the longest in trouble first."""
    lost = and_(_is_unseen(), not_(QUEUED))
    found = (
        select(CaseRow, CompanyRow.slug, lost.label("lost"))
        .join(CompanyRow, CompanyRow.id == CaseRow.company_id)
        .where(or_(CaseRow.state == "failed", CaseRow.problem.is_not(None), lost))
        .order_by(CaseRow.problem_since.nulls_last(), CaseRow.id)
    )
    if case_id is not None:
        found = found.where(CaseRow.id == case_id)
    return [
        TroubledCase(
            id=case.id,
            company_id=case.company_id,
            company=slug,
            kind=case.kind,
            trouble=_trouble(case, lost=is_lost),
            problem=case.problem or "",
            since=case.problem_since,
        )
        for case, slug, is_lost in session.execute(found)
    ]


def set_going(session: Session, case_id: str) -> bool:
    """Ring a case that failed or was lost; False where it is neither."""
    lost = and_(_is_unseen(), not_(QUEUED))
    rung = session.scalar(
        update(CaseRow)
        .where(CaseRow.id == case_id, or_(CaseRow.state == "failed", lost))
        .values(rings=CaseRow.rings + 1, state="running")
        .returning(CaseRow.id)
        .execution_options(synchronize_session=False)
    )
    return rung is not None


def take_if_free(session: Session, case_id: str) -> bool:
    """Hold the case's lock to the end of the transaction, unless a worker has the case in hand."""
    lock = func.pg_try_advisory_xact_lock(func.hashtextextended(case_id, 0))
    return bool(session.scalar(select(lock)))


def _is_unseen() -> ColumnElement[bool]:
    return and_(CaseRow.seen < CaseRow.rings, CaseRow.state.in_(OPEN))


def _trouble(case: CaseRow, *, lost: bool) -> Trouble:
    if case.state == "failed":
        return Trouble.FAILED
    return Trouble.LOST if lost else Trouble.TRIES_AGAIN
