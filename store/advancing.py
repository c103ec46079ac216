"""What the one who advances a case reads and writes, on the connection that holds its lock.

The lock, the checkpoints and the case's progress share one connection: who has lost the lock
has lost the means to write as well.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from psycopg import Connection
from psycopg.rows import DictRow

CASE = """
    id, company_id, kind, subject_id, playbook, state, rings, seen, revision,
    array(select r.key from request r where r.case_id = c.id and r.closed_at is not null) as closed
    from work_case c where id = %(case)s and company_id = %(company)s
"""
TAKE = "select pg_try_advisory_lock(hashtextextended(id, 0)) as ours," + CASE
READ = "select true as ours," + CASE
LET_GO = "select pg_advisory_unlock(hashtextextended(%(case)s, 0))"
RECORD = """
    update work_case set seen = %(rings)s, revision = revision + 1, state = %(state)s,
        problem = null, problem_since = null
    where id = %(case)s and company_id = %(company)s and revision = %(revision)s
    returning rings > seen as rung
"""
RECORD_AND_TAKE_BACK = (
    "with recorded as ("  # noqa: S608 a constant
    + RECORD
    + ") select rung, procrastinate_cancel_job_v1(%(job)s, false, true) from recorded"
)


class CaseBusy(Exception):
    """Another worker has this case in hand; the step is tried again."""


class CaseMovedOn(Exception):
    """Another worker advanced the case meanwhile; this one's view of it is stale."""


class NoSuchCase(Exception):
    """A step was queued for a case that doesn't exist."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAt:
    """A case as it was when a round began."""

    id: str
    company_id: int
    kind: str
    playbook: str
    """The version it runs to its end on."""
    state: str
    rings: int
    seen: int
    revision: int
    closed: frozenset[str]
    """Keys of the requests that are decided."""
    start: dict[str, Any]
    """The graph's first state: ids only."""


@contextmanager
def in_hand(connection: Connection[DictRow], case_id: str, company_id: int) -> Iterator[CaseAt]:
    """Hold the case's advisory lock and hand over the case as it stands.

    The lock lives as long as the connection, so a killed process lets go of it at once. Taking
    it and reading are one statement; a row that moved in between is caught by its revision.
    """
    case = _read(connection, TAKE, case_id, company_id)
    try:
        yield case
    finally:
        if not connection.closed:
            connection.execute(LET_GO, {"case": case_id})


def read_again(connection: Connection[DictRow], case: CaseAt) -> CaseAt:
    """The case in hand, as it stands now."""
    return _read(connection, READ, case.id, case.company_id)


def _read(connection: Connection[DictRow], query: str, case_id: str, company_id: int) -> CaseAt:
    row = connection.execute(query.encode(), {"case": case_id, "company": company_id}).fetchone()
    if row is None:
        raise NoSuchCase(case_id)
    if not row["ours"]:
        raise CaseBusy(case_id)
    return CaseAt(
        id=row["id"],
        company_id=row["company_id"],
        kind=row["kind"],
        playbook=row["playbook"],
        state=row["state"],
        rings=row["rings"],
        seen=row["seen"],
        revision=row["revision"],
        closed=frozenset(row["closed"]),
        start={
            "company_id": row["company_id"],
            "case_id": row["id"],
            "subject_id": row["subject_id"],
        },
    )


def record_progress(
    connection: Connection[DictRow],
    case: CaseAt,
    *,
    state: str,
    keep: Callable[[], None] = lambda: None,
    job_id: int | None = None,
) -> bool:
    """Mark what the round looked at as seen; says whether the case was rung meanwhile.

    In the same transaction `keep` writes where the case stands, and the job that stands for the
    round is taken out of the queue, if nobody has begun it. Raises `CaseMovedOn` if another one
    recorded progress.
    """
    progress = {
        "case": case.id,
        "company": case.company_id,
        "revision": case.revision,
        "rings": case.rings,
        "state": state,
        "job": job_id,
    }
    query = RECORD if job_id is None else RECORD_AND_TAKE_BACK
    with connection.pipeline():
        keep()
        recorded = connection.execute(query.encode(), progress)
    moved = recorded.fetchone()
    if moved is None:
        raise CaseMovedOn(case.id)
    return bool(moved["rung"])
