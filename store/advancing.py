"""What the one who advances a case reads and writes."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from store.tables.cycles import CaseRow
from store.tables.gates import RequestRow


class CaseMovedOn(Exception):
    """Another worker advanced the case meanwhile; this one's view of it is stale."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAt:
    """A case as it was when a round began."""

    id: str
    company_id: int
    kind: str
    state: str
    rings: int
    seen: int
    revision: int
    start: dict[str, Any]
    """The graph's first state: ids only."""


def read_case(session: Session, case_id: str) -> CaseAt | None:
    row = session.get(CaseRow, case_id)
    if row is None:
        return None
    return CaseAt(
        id=row.id,
        company_id=row.company_id,
        kind=row.kind,
        state=row.state,
        rings=row.rings,
        seen=row.seen,
        revision=row.revision,
        start={"case_id": row.id, "subject_id": row.subject_id},
    )


def gate_is_closed(session: Session, case_id: str, key: str) -> bool:
    closed_at = session.scalar(
        select(RequestRow.closed_at).where(RequestRow.case_id == case_id, RequestRow.key == key)
    )
    return closed_at is not None


def record_progress(session: Session, case: CaseAt, *, state: str) -> None:
    """Mark what the round looked at as seen. Raises `CaseMovedOn` if another one did."""
    moved = session.execute(
        update(CaseRow)
        .where(CaseRow.id == case.id, CaseRow.revision == case.revision)
        .values(seen=case.rings, revision=case.revision + 1, state=state)
        .returning(CaseRow.id)
    ).scalar()
    if moved is None:
        raise CaseMovedOn(case.id)
