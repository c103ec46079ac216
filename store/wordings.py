"""Wordings offered for letters: kept once each, looked through, settled by a person."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from store.tables.people import PersonRow
from store.tables.wordings import WordingRow

OFFERED, TAKEN, LEFT = "offered", "taken", "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewWording:
    """A wording as it is offered, with the letter it was first offered for."""

    kind: str
    language: str
    tone: str
    template_sha256: str
    template: str
    text: str
    to_name: str
    facts: Mapping[str, Any]
    model: str
    prompt_sha256: str


def keep(session: Session, company_id: int, new: NewWording, *, at: datetime) -> int | None:
    """Its id where it is new; None where something was offered in that place before."""
    return session.scalar(
        insert(WordingRow)
        .values(asdict(new) | {"company_id": company_id, "offered_at": at, "state": OFFERED})
        .on_conflict_do_nothing()
        .returning(WordingRow.id)
    )


def of_company(session: Session, company_id: int) -> Sequence[WordingRow]:
    """All that was ever offered, the newest first."""
    return session.scalars(
        select(WordingRow).where(WordingRow.company_id == company_id).order_by(WordingRow.id.desc())
    ).all()


def shown(session: Session, company_id: int) -> list[tuple[WordingRow, str]]:
    """The same, each with the name of who settled it; empty where nobody has."""
    rows = session.execute(
        select(WordingRow, PersonRow.name)
        .outerjoin(PersonRow, PersonRow.id == WordingRow.settled_by)
        .where(WordingRow.company_id == company_id)
        .order_by(WordingRow.id.desc())
    )
    return [(row, name or "") for row, name in rows]


def waiting(session: Session, company_id: int) -> int:
    """How many nobody has settled."""
    return session.scalars(
        select(func.count()).where(WordingRow.company_id == company_id, WordingRow.state == OFFERED)
    ).one()


def lock(session: Session, company_id: int, wording_id: int) -> WordingRow | None:
    """One of this company, and nobody else may settle it meanwhile."""
    return session.scalar(
        select(WordingRow)
        .where(WordingRow.company_id == company_id, WordingRow.id == wording_id)
        .with_for_update()
    )


def settle(row: WordingRow, state: str, *, person_id: int, at: datetime) -> None:
    row.state, row.settled_by, row.settled_at = state, person_id, at
