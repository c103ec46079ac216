"""Tuning a company's playbook: proposing a version, making one active, going back.

Active means: the cycles that are opened from now on begin with it. Nothing changes for a case
that runs. What relaxes anything, or neither relaxes nor tightens, isn't made active here.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from agents.tuned import unsayable
from gates.canonical import Json
from gates.direction.cell import Cell, Turn
from gates.direction.comparing import only_tightens, told, turned
from gates.playbook import Playbook, version
from graphs.playbook_change import KIND
from graphs.versions import GRAPH_VERSIONS
from runtime.activating import Tuner, activate, locked, tuner_of, write_history
from runtime.canaries import First, ask_canary, end_canary
from runtime.office import Office
from runtime.sweeping import start_within
from runtime.untunable import (
    ActiveAlready,
    NeedsItsGate,
    NobodyHolds,
    NoCycleYet,
    NoSuchDraft,
    NothingBefore,
    NotPreviewed,
    NotSayable,
    PreviewTooOld,
)
from store import canaries, playbook_direction, playbooks
from store.tables.cycles import PlaybookPreviewRow
from store.tables.people import PersonRow

PREVIEW_LASTS = timedelta(days=7)
UNPROVEN = "The database can’t tell that this only tightens: {}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A comparison of a draft with the active version, and the digest of all of it."""

    playbook: str
    before: str
    sha256: str
    content: dict[str, Any]
    """One line, verdict, reasons, and what can't be answered."""


def propose(office: Office, tuner: Tuner, book: Playbook) -> str:
    """Keep a version as a draft of theirs; returns its digest. The same again is the same."""
    with office.sessions(tuner.company_id) as session:
        who = tuner_of(session, tuner)
        _held(session, tuner.company_id, book)
        if wrong := tuple(unsayable(book.language)):
            raise NotSayable("; ".join(wrong))
        sha256 = playbooks.keep(session, book)
        at = office.now()
        if playbooks.add_draft(
            session, tuner.company_id, sha256, author_id=who.id, why=tuner.why, at=at
        ):
            write_history(office, session, tuner, who, f"playbook:{sha256}", {"why": tuner.why})
    return sha256


def tighten(office: Office, tuner: Tuner, book: Playbook) -> str:
    """Make active what only tightens. Raises `NeedsItsGate` with the cells that don't."""
    with office.sessions(tuner.company_id) as session:
        who, was = tuner_of(session, tuner), locked(session, tuner.company_id)
        if version(book) == version(was):
            raise ActiveAlready
        _held(session, tuner.company_id, book)
        cells = turned(was, book)
        if not only_tightens(cells):
            raise NeedsItsGate(_not_tightened(cells))
        kept = playbooks.active_digest(session, tuner.company_id), playbooks.keep(session, book)
        if loose := playbook_direction.loosens(session, *kept):
            raise NeedsItsGate(UNPROVEN.format(", ".join(loose)))
        return activate(office, session, tuner, who, (was, book), "tightens")


def roll_back(office: Office, tuner: Tuner) -> str:
    """Make active again what was active before. One person may, whatever it relaxes.

    Where a canary lives, that is what was changed last: it ends, and nobody else noticed.
    """
    with office.sessions(tuner.company_id) as session:
        if (canary := canaries.living(session, tuner.company_id)) is not None:
            return end_canary(office, session, tuner, canary)
        who, was = tuner_of(session, tuner), locked(session, tuner.company_id)
        last = playbooks.last_activation(session, tuner.company_id)
        before = playbooks.content(session, last.before) if last is not None else None
        if before is None:
            raise NothingBefore
        return activate(office, session, tuner, who, (was, before), "rolls_back")


def keep_preview(office: Office, tuner: Tuner, preview: Preview) -> None:
    """Keep what recorded cycles say of a draft, bound to its digest and the active one's."""
    with office.sessions(tuner.company_id) as session:
        who = tuner_of(session, tuner)
        if playbooks.draft_of(session, tuner.company_id, preview.playbook) is None:
            raise NoSuchDraft
        row = PlaybookPreviewRow(
            company_id=tuner.company_id,
            playbook=preview.playbook,
            before=preview.before,
            sha256=preview.sha256,
            content=preview.content,
            made_at=office.now(),
        )
        playbooks.add_preview(session, row)
        facts: dict[str, Json] = {"preview_sha256": preview.sha256, "against": preview.before}
        write_history(office, session, tuner, who, f"playbook:{preview.playbook}", facts)


def submit(office: Office, tuner: Tuner, sha256: str, first: First | None = None) -> str:
    """Put a previewed draft to the gate of the active playbook; returns the case.

    Once approved it is active, or with `first` lived by a canary until somebody says so.
    """
    with office.sessions(tuner.company_id) as session:
        who = tuner_of(session, tuner)
        playbooks.lock(session, tuner.company_id)
        active = playbooks.active_digest(session, tuner.company_id)
        draft = playbooks.draft_of(session, tuner.company_id, sha256)
        cycle = playbooks.latest_cycle(session, tuner.company_id)
        if draft is None:
            raise NoSuchDraft
        if sha256 == active:
            raise ActiveAlready
        if cycle is None:
            raise NoCycleYet
        preview = playbooks.preview_of(session, tuner.company_id, sha256, active)
        if preview is None:
            raise NotPreviewed
        if office.now() - preview.made_at > PREVIEW_LASTS:
            raise PreviewTooOld
        if first is not None:
            ask_canary(session, draft, active, first)
        case = playbooks.change_case(draft, cycle, active, GRAPH_VERSIONS[KIND])
        start_within(office, session, case)
        facts: dict[str, Json] = {"case": case.id, "preview_sha256": preview.sha256}
        write_history(office, session, tuner, who, f"playbook:{sha256}", facts)
        return case.id


def _held(session: Session, company_id: int, book: Playbook) -> None:
    held = set(session.scalars(select(PersonRow.role).where(PersonRow.company_id == company_id)))
    wanted = {role for gate in book.ruled.values() for role in gate.roles}
    wanted |= {r.to for gate in book.ruled.values() for r in (*gate.chain, gate.expires) if r.to}
    if missing := sorted(role.value for role in wanted if role.value not in held):
        raise NobodyHolds(f"Nobody holds {', '.join(missing)}.")


def _not_tightened(cells: tuple[Cell, ...]) -> str:
    loose = [cell for cell in cells if cell.turn is not Turn.TIGHTENED]
    return " ".join(f"{line}." for line in told(loose, each=2))
