"""Changes that may bear on what a cycle decided: noted once, looked at by a case of their own."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from gates.canonical import Json
from store.tables.cycles import CycleRow
from store.tables.standing import ChangeRow


@dataclass(frozen=True, slots=True, kw_only=True)
class NewChange:
    """`key` is unique in its cycle and makes noting it twice harmless."""

    key: str
    kind: str
    at: datetime
    facts: dict[str, Json] = field(default_factory=dict[str, Json])
    request_id: UUID | None = None
    asked_by_id: int | None = None


def note(session: Session, cycle: CycleRow, new: NewChange) -> int | None:
    """Add the change; None when it is there already."""
    return session.scalar(
        insert(ChangeRow)
        .values(
            company_id=cycle.company_id,
            cycle_id=cycle.id,
            key=new.key,
            kind=new.kind,
            request_id=new.request_id,
            asked_by_id=new.asked_by_id,
            facts=new.facts,
            opened_at=new.at,
        )
        .on_conflict_do_nothing()
        .returning(ChangeRow.id)
    )


def add_fact(session: Session, change_id: int, name: str, *, said: Json) -> None:
    """Before anybody has looked at it."""
    row = session.get_one(ChangeRow, change_id)
    row.facts = row.facts | {name: said}


def open_cycles(session: Session, company_id: int) -> Sequence[CycleRow]:
    """Cycles whose decisions a change can still bear on."""
    return session.scalars(
        select(CycleRow)
        .where(CycleRow.company_id == company_id, CycleRow.closed_at.is_(None))
        .order_by(CycleRow.id)
    ).all()


def noted_since(session: Session, cycle_id: int, at: datetime) -> Sequence[ChangeRow]:
    """Changes looked at since a moment, newest first."""
    return session.scalars(
        select(ChangeRow)
        .where(ChangeRow.cycle_id == cycle_id, ChangeRow.closed_at >= at)
        .order_by(ChangeRow.closed_at.desc(), ChangeRow.id.desc())
    ).all()


def conclude(row: ChangeRow, verdict: str, moves: list[Json], *, at: datetime) -> bool:
    """Write down what came of it, once; says whether this was the time."""
    if row.closed_at is not None:
        return False
    row.verdict = verdict
    row.moves = list(moves)
    row.closed_at = at
    return True
