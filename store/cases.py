"""Cases: opening and ringing them, and their waits."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from store.driver import driver
from store.tables.cycles import CaseRow, WaitRow

RING = (
    update(CaseRow)
    .where(CaseRow.id == bindparam("case"))
    .values(rings=CaseRow.rings + 1)
    .execution_options(synchronize_session=False)
)
FENCE = """
    select set_config('role', 'sopwith_app', true), set_config('sopwith.company', %s, true)
"""


def open_case(session: Session, row: CaseRow) -> bool:
    """Add the case unless it exists; says whether it was added."""
    values = {
        "id": row.id,
        "company_id": row.company_id,
        "cycle_id": row.cycle_id,
        "kind": row.kind,
        "subject_id": row.subject_id,
        "graph_version": row.graph_version,
        "playbook": row.playbook,
        "state": "running",
        "rings": 1,
        "seen": 0,
        "revision": 0,
    }
    added = session.execute(
        insert(CaseRow).values(values).on_conflict_do_nothing().returning(CaseRow.id)
    )
    return added.scalar() is not None


def ring(session: Session, case_id: str) -> None:
    """Something happened to the case: whoever advances it next will look."""
    session.execute(RING, {"case": case_id})


def unseen_cases(session: Session) -> Sequence[tuple[str, int]]:
    """Cases rung since anybody looked: id and company. What start-up defers again."""
    rows = session.execute(
        select(CaseRow.id, CaseRow.company_id).where(
            CaseRow.seen < CaseRow.rings, CaseRow.state.in_(("running", "waiting"))
        )
    )
    return [(row.id, row.company_id) for row in rows]


def add_wait(session: Session, *, case: CaseRow, key: str, due_at: datetime) -> None:
    """Ring the case at `due_at`. The same key twice is one wait."""
    session.execute(
        insert(WaitRow)
        .values(company_id=case.company_id, case_id=case.id, key=key, due_at=due_at)
        .on_conflict_do_nothing()
    )


def cancel_waits(session: Session, *, case_id: str, at: datetime) -> None:
    session.execute(
        update(WaitRow)
        .where(WaitRow.case_id == case_id, WaitRow.fired_at.is_(None))
        .values(cancelled_at=at)
    )


def claim_due_waits(session: Session, *, at: datetime, limit: int = 100) -> Sequence[WaitRow]:
    """Waits that are due and that no other sweep has in hand, marked as fired."""
    rows = session.scalars(
        select(WaitRow)
        .where(WaitRow.due_at <= at, WaitRow.fired_at.is_(None), WaitRow.cancelled_at.is_(None))
        .order_by(WaitRow.due_at, WaitRow.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).all()
    for row in rows:
        row.fired_at = at
    return rows


def has_fired(session: Session, case_id: str, key: str) -> bool:
    return bool(
        session.scalar(
            select(func.count())
            .select_from(WaitRow)
            .where(WaitRow.case_id == case_id, WaitRow.key == key, WaitRow.fired_at.is_not(None))
        )
    )


def fence(session: Session, company_id: int) -> None:
    """Drop to the application's role and one company for the rest of the transaction."""
    connection = driver(session)
    with connection.pipeline():  # the transaction's beginning goes along
        connection.execute(FENCE, [str(company_id)])
