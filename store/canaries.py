"""Canaries: one region, a share of new cases or the next cycle on an approved version."""

import hashlib
from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from store import playbooks
from store.tables.cycles import CycleRow
from store.tables.inputs import InputRequestRow
from store.tables.playbooks import PlaybookCanaryRow, PlaybookCanaryStepRow

LIVED = ("input_request", "follow_up")


HUNDRED = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Canary:
    row: PlaybookCanaryRow
    started: PlaybookCanaryStepRow

    def lives(self, kind: str, case_id: str, region: str | None) -> bool:
        """Whether a new case is one of its: the region's inputs, or the share by the case's id."""
        if kind not in LIVED or self.row.whole_cycle:
            return False
        if self.row.region is not None:
            return region == self.row.region
        drawn = int(hashlib.sha256(f"{self.row.id}|{case_id}".encode()).hexdigest(), 16) % HUNDRED
        return drawn < (self.row.share_pct or 0)


def wanted(session: Session, draft_id: int) -> PlaybookCanaryRow | None:
    """What was asked for with a draft; none: active for all once approved."""
    found = select(PlaybookCanaryRow).where(PlaybookCanaryRow.draft_id == draft_id)
    return session.scalar(found)


def add(session: Session, row: PlaybookCanaryRow | PlaybookCanaryStepRow) -> None:
    session.add(row)
    session.flush()


def living(session: Session, company_id: int) -> Canary | None:
    """The one that has begun and not ended."""
    ended = select(PlaybookCanaryStepRow.canary_id).where(PlaybookCanaryStepRow.step != "started")
    found = session.execute(
        select(PlaybookCanaryRow, PlaybookCanaryStepRow)
        .join(PlaybookCanaryStepRow, PlaybookCanaryStepRow.canary_id == PlaybookCanaryRow.id)
        .where(
            PlaybookCanaryRow.company_id == company_id,
            PlaybookCanaryStepRow.step == "started",
            PlaybookCanaryRow.id.not_in(ended),
        )
    ).first()
    return None if found is None else Canary(row=found[0], started=found[1])


def book_for(session: Session, cycle: CycleRow, kind: str, subject_id: int, case_id: str) -> str:
    """The version a new case begins with: its cycle's, or a canary's."""
    canary = living(session, cycle.company_id) if kind in LIVED else None
    if canary is None:
        return cycle.playbook
    asked = session.get(InputRequestRow, subject_id) if kind == "input_request" else None
    region = asked.region if asked else None
    return canary.row.playbook if canary.lives(kind, case_id, region) else cycle.playbook


def book_for_cycle(session: Session, company_id: int) -> str:
    """The version a new cycle begins with: the active one, or once a canary's of a whole cycle."""
    canary = living(session, company_id)
    if canary is not None and canary.row.whole_cycle and not _has_begun(session, canary):
        return canary.row.playbook
    return playbooks.active_digest(session, company_id)


def _has_begun(session: Session, canary: Canary) -> bool:
    found = exists().where(
        CycleRow.company_id == canary.row.company_id,
        CycleRow.playbook == canary.row.playbook,
        CycleRow.opened_at >= canary.started.at,
    )
    return bool(session.scalar(select(found)))


def regions(session: Session, company_id: int) -> dict[str, str]:
    """Whose inputs may live it: regions that were ever asked, by code, as letters call them."""
    found = (
        select(InputRequestRow.region, InputRequestRow.title)
        .where(InputRequestRow.company_id == company_id)
        .order_by(InputRequestRow.id)
    )
    return {code: title.removeprefix("forecast for ") for code, title in session.execute(found)}
