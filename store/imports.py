"""Imported lists: kept once, their proposals, and what a person made of each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from store.tables.imports import ImportedActionRow, ImportRow

PROPOSED, CONFIRMED, DISMISSED = "proposed", "confirmed", "dismissed"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewImport:
    file_name: str
    sha256: str
    content: bytes
    left_out: int
    by: int | None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NewProposal:
    source: str
    words: str
    title: str
    owner_id: int | None
    due: date | None
    finished: bool
    problems: tuple[str, ...]


def keep_import(
    session: Session, company_id: int, new: NewImport, proposals: Iterable[NewProposal]
) -> tuple[int, bool]:
    """Its id, and whether it is new: the same bytes again are kept once."""
    added = session.scalar(
        insert(ImportRow)
        .values(
            company_id=company_id,
            file_name=new.file_name,
            sha256=new.sha256,
            content=new.content,
            left_out=new.left_out,
            imported_by=new.by,
            imported_at=new.at,
        )
        .on_conflict_do_nothing()
        .returning(ImportRow.id)
    )
    if added is None:
        known = select(ImportRow.id).where(
            ImportRow.company_id == company_id, ImportRow.sha256 == new.sha256
        )
        return session.scalars(known).one(), False
    for one in proposals:
        row = ImportedActionRow(
            company_id=company_id,
            import_id=added,
            source=one.source,
            words=one.words,
            title=one.title,
            owner_id=one.owner_id,
            due=one.due,
            finished=one.finished,
            problems=list(one.problems),
            state=PROPOSED,
        )
        session.add(row)
    session.flush()
    return added, True


def waiting(session: Session, company_id: int) -> Sequence[tuple[ImportedActionRow, ImportRow]]:
    """What nobody has looked at, as it stands in its files; what is done there comes last."""
    rows = session.execute(
        select(ImportedActionRow, ImportRow)
        .join(ImportRow, ImportRow.id == ImportedActionRow.import_id)
        .where(ImportedActionRow.company_id == company_id, ImportedActionRow.state == PROPOSED)
        .order_by(ImportedActionRow.finished, ImportedActionRow.id)
    )
    return [(row, file) for row, file in rows]


def of_import(session: Session, import_id: int) -> Sequence[ImportedActionRow]:
    return session.scalars(
        select(ImportedActionRow)
        .where(ImportedActionRow.import_id == import_id)
        .order_by(ImportedActionRow.id)
    ).all()


def locked(session: Session, company_id: int, proposal_id: int) -> ImportedActionRow | None:
    """One proposal of the company, for who settles it; others wait."""
    return session.scalar(
        select(ImportedActionRow)
        .where(ImportedActionRow.company_id == company_id, ImportedActionRow.id == proposal_id)
        .with_for_update()
    )


def origin_of(session: Session, action_id: int) -> tuple[ImportedActionRow, ImportRow] | None:
    """What an imported action was read from; a carried one takes that along."""
    row = session.execute(
        select(ImportedActionRow, ImportRow)
        .join(ImportRow, ImportRow.id == ImportedActionRow.import_id)
        .where(ImportedActionRow.action_id == action_id)
    ).one_or_none()
    return (row[0], row[1]) if row else None


def move_on(session: Session, action_id: int, to: int) -> None:
    """The action goes on under another id in the next cycle."""
    session.execute(
        update(ImportedActionRow)
        .where(ImportedActionRow.action_id == action_id)
        .values(action_id=to)
    )
