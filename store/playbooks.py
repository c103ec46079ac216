"""A company's playbooks: what was proposed, what is active, and what was before."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from gates.playbook import Playbook, plain, restore, version
from store.cycles import playbook_case
from store.tables.cycles import (
    CaseRow,
    CycleRow,
    PlaybookActivationRow,
    PlaybookDraftRow,
    PlaybookPreviewRow,
    PlaybookRow,
)
from store.tables.people import CompanyRow


def keep(session: Session, book: Playbook) -> str:
    """Keep the content under its digest, once."""
    sha256 = version(book)
    values = {"sha256": sha256, "content": plain(book)}
    session.execute(insert(PlaybookRow).values(values).on_conflict_do_nothing())
    return sha256


def content(session: Session, sha256: str) -> Playbook | None:
    row = session.get(PlaybookRow, sha256)
    return None if row is None else restore(row.content)


def named(session: Session, beginning: str) -> Sequence[str]:
    """The digests that begin so."""
    found = select(PlaybookRow.sha256).where(PlaybookRow.sha256.startswith(beginning))
    return session.scalars(found.order_by(PlaybookRow.sha256).limit(2)).all()


def active(session: Session, company_id: int) -> Playbook:
    """The version new cycles begin with: the last activated, or the one we ship."""
    last = last_activation(session, company_id)
    found = content(session, last.playbook) if last is not None else None
    return found or Playbook()


def active_digest(session: Session, company_id: int) -> str:
    last = last_activation(session, company_id)
    return keep(session, Playbook()) if last is None else last.playbook


def lock(session: Session, company_id: int) -> None:
    """Nobody else activates a version or opens a cycle until the transaction ends."""
    session.execute(select(CompanyRow.id).where(CompanyRow.id == company_id).with_for_update())


def latest_cycle(session: Session, company_id: int) -> CycleRow | None:
    found = select(CycleRow).where(CycleRow.company_id == company_id)
    return session.scalars(found.order_by(CycleRow.month.desc())).first()


def change_case(draft: PlaybookDraftRow, cycle: CycleRow, active: str, shape: str) -> CaseRow:
    """The case that puts a draft to its gate. It runs on what is active, not on the draft."""
    return CaseRow(
        id=playbook_case(draft.id),
        company_id=draft.company_id,
        cycle_id=cycle.id,
        kind="playbook_change",
        subject_id=draft.id,
        graph_version=shape,
        playbook=active,
    )


def add_preview(session: Session, row: PlaybookPreviewRow) -> None:
    session.add(row)
    session.flush()


def preview_of(
    session: Session, company_id: int, playbook: str, before: str
) -> PlaybookPreviewRow | None:
    """The newest against this very version."""
    return session.scalars(
        select(PlaybookPreviewRow)
        .where(
            PlaybookPreviewRow.company_id == company_id,
            PlaybookPreviewRow.playbook == playbook,
            PlaybookPreviewRow.before == before,
        )
        .order_by(PlaybookPreviewRow.id.desc())
    ).first()


def run_of_preview(session: Session, company_id: int, sha256: str) -> int | None:
    """The evaluation that a preview of this digest is of, where it is kept."""
    kept = session.scalars(
        select(PlaybookPreviewRow.content)
        .where(PlaybookPreviewRow.company_id == company_id, PlaybookPreviewRow.sha256 == sha256)
        .order_by(PlaybookPreviewRow.id.desc())
    ).first()
    return kept.get("run") if kept else None


def last_activation(session: Session, company_id: int) -> PlaybookActivationRow | None:
    return next(iter(activations(session, company_id)), None)


def activations(session: Session, company_id: int) -> Sequence[PlaybookActivationRow]:
    """The newest first."""
    found = select(PlaybookActivationRow).where(PlaybookActivationRow.company_id == company_id)
    return session.scalars(found.order_by(PlaybookActivationRow.id.desc())).all()


def draft_of(session: Session, company_id: int, sha256: str) -> PlaybookDraftRow | None:
    return session.scalar(
        select(PlaybookDraftRow).where(
            PlaybookDraftRow.company_id == company_id, PlaybookDraftRow.playbook == sha256
        )
    )


def drafts(session: Session, company_id: int) -> Sequence[PlaybookDraftRow]:
    found = select(PlaybookDraftRow).where(PlaybookDraftRow.company_id == company_id)
    return session.scalars(found.order_by(PlaybookDraftRow.id)).all()


def add_draft(
    session: Session, company_id: int, sha256: str, *, author_id: int, why: str, at: datetime
) -> bool:
    """Whoever proposed it first is its author; says whether it is new."""
    values = {
        "company_id": company_id,
        "playbook": sha256,
        "author_id": author_id,
        "why": why,
        "made_at": at,
    }
    added = insert(PlaybookDraftRow).values(values).on_conflict_do_nothing()
    return session.scalar(added.returning(PlaybookDraftRow.id)) is not None


def add_activation(session: Session, row: PlaybookActivationRow) -> None:
    session.add(row)
    session.flush()
