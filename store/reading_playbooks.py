"""A company's playbooks as their pages show them: versions, what was asked of whom, what ran."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from gates.playbook import Playbook, version
from store import canaries, playbooks
from store.cycles import playbook_case
from store.tables.cycles import (
    CycleRow,
    PlaybookActivationRow,
    PlaybookDraftRow,
    PlaybookPreviewRow,
)
from store.tables.gates import RequestRow


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRecord:
    """A version somebody proposed, its newest preview, and what became of it at its gate."""

    row: PlaybookDraftRow
    preview: PlaybookPreviewRow | None
    request: RequestRow | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """Everything about a company's versions, as read."""

    active: str
    drafts: Sequence[DraftRecord]
    """The newest first."""
    activations: Sequence[PlaybookActivationRow]
    """The newest first."""
    lived_on: dict[str, int]
    """How many cycles began with a version."""
    running_on: dict[str, int]
    """How many of them aren't closed."""
    canary: str = ""
    """What a canary lives; empty where none does."""

    def draft(self, sha256: str) -> DraftRecord | None:
        return next((one for one in self.drafts if one.row.playbook == sha256), None)

    def active_from(self, sha256: str) -> datetime | None:
        return next((one.at for one in self.activations if one.playbook == sha256), None)


def records_of(session: Session, company_id: int) -> Records:
    last = playbooks.last_activation(session, company_id)
    canary = canaries.living(session, company_id)
    return Records(
        canary=canary.row.playbook if canary else "",
        active=version(Playbook()) if last is None else last.playbook,
        drafts=_drafts(session, company_id),
        activations=playbooks.activations(session, company_id),
        lived_on=_cycles(session, company_id, running=False),
        running_on=_cycles(session, company_id, running=True),
    )


def _drafts(session: Session, company_id: int) -> list[DraftRecord]:
    previews = {row.playbook: row for row in _previews(session, company_id)}
    requests = {row.case_id: row for row in _requests(session, company_id)}
    return [
        DraftRecord(
            row=row,
            preview=previews.get(row.playbook),
            request=requests.get(playbook_case(row.id)),
        )
        for row in reversed(playbooks.drafts(session, company_id))
    ]


def _previews(session: Session, company_id: int) -> Sequence[PlaybookPreviewRow]:
    """The oldest first, so that the newest of a version is what stays."""
    found = select(PlaybookPreviewRow).where(PlaybookPreviewRow.company_id == company_id)
    return session.scalars(found.order_by(PlaybookPreviewRow.id)).all()


def _requests(session: Session, company_id: int) -> Sequence[RequestRow]:
    found = select(RequestRow).where(
        RequestRow.company_id == company_id, RequestRow.gate == "playbook_change"
    )
    return session.scalars(found.order_by(RequestRow.opened_at)).all()


def _cycles(session: Session, company_id: int, *, running: bool) -> dict[str, int]:
    found = select(CycleRow.playbook, func.count()).where(CycleRow.company_id == company_id)
    if running:
        found = found.where(CycleRow.closed_at.is_(None))
    return {row[0]: row[1] for row in session.execute(found.group_by(CycleRow.playbook))}


def is_known(session: Session, company_id: int, sha256: str) -> bool:
    """Whether the version is one of this company's: proposed, once active, lived, or shipped."""
    if sha256 == version(Playbook()):
        return True
    tables = (
        (PlaybookDraftRow.company_id, PlaybookDraftRow.playbook),
        (PlaybookActivationRow.company_id, PlaybookActivationRow.playbook),
        (PlaybookActivationRow.company_id, PlaybookActivationRow.before),
        (CycleRow.company_id, CycleRow.playbook),
    )
    return any(
        session.scalar(select(exists().where(owner == company_id, digest == sha256)))
        for owner, digest in tables
    )
