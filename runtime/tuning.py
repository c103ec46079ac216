"""Tuning a company's playbook: proposing a version, making one active, going back.

Active means: the cycles that are opened from now on begin with it. Nothing changes for a case
that runs. What relaxes anything, or neither relaxes nor tightens, isn't made active here.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gates.canonical import Json
from gates.chain import Channel
from gates.direction.cell import Cell, Turn
from gates.direction.comparing import only_tightens, told, turned
from gates.errors import Refusal
from gates.people import Role, person
from gates.playbook import Playbook, version
from graphs.playbook_change import KIND
from graphs.versions import GRAPH_VERSIONS
from runtime.office import Office
from runtime.sweeping import start_within
from store import ledger, playbooks
from store.ledger import Occasion
from store.people import person_by_key
from store.tables.cycles import PlaybookActivationRow, PlaybookPreviewRow
from store.tables.people import PersonRow

MAY_TUNE = frozenset({Role.ADMIN, Role.SOP_LEAD})
PREVIEW_LASTS = timedelta(days=7)
TOLD = {
    "grounds": "playbook_activated",
    "case": "playbook_submitted",
    "preview_sha256": "playbook_previewed",
}
"""What an event is called, by what it has to say."""


class NotYoursToTune(Refusal):
    """Only an administrator or the S&OP lead may change the playbook."""


class NobodyHolds(Refusal):
    """The playbook names a role that nobody of this company holds."""


class NeedsItsGate(Refusal):
    """This change does more than tighten; one person can't make it active."""


class ReasonWanted(Refusal):
    """Say why; the reason stands in the ledger."""


class ActiveAlready(Refusal):
    """This version is the active one."""


class NotPreviewed(Refusal):
    """Preview this version on recorded cycles first, against the version that is active."""


class PreviewTooOld(Refusal):
    """Its preview is more than seven days old; make a new one."""


class NoSuchDraft(Refusal):
    """Nobody of this company drafted this version."""


class NoCycleYet(Refusal):
    """No cycle was ever opened; a change is put to its gate within one."""


class NothingBefore(Refusal):
    """No version was active before this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuner:
    """Who tunes whose playbook, and why."""

    company_id: int
    person_key: str
    why: str
    channel: Channel = Channel.COMMAND_LINE


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
        sha256 = playbooks.keep(session, book)
        at = office.now()
        if playbooks.add_draft(
            session, tuner.company_id, sha256, author_id=who.id, why=tuner.why, at=at
        ):
            _write_history(office, session, tuner, who, f"playbook:{sha256}", {"why": tuner.why})
    return sha256


def tighten(office: Office, tuner: Tuner, book: Playbook) -> str:
    """Make active what only tightens. Raises `NeedsItsGate` with the cells that don't."""
    with office.sessions(tuner.company_id) as session:
        who, was = tuner_of(session, tuner), _locked(session, tuner.company_id)
        if version(book) == version(was):
            raise ActiveAlready
        _held(session, tuner.company_id, book)
        cells = turned(was, book)
        if not only_tightens(cells):
            raise NeedsItsGate(_not_tightened(cells))
        return _activate(office, session, tuner, who, (was, book), "tightens")


def roll_back(office: Office, tuner: Tuner) -> str:
    """Make active again what was active before. One person may, whatever it relaxes."""
    with office.sessions(tuner.company_id) as session:
        who, was = tuner_of(session, tuner), _locked(session, tuner.company_id)
        last = playbooks.last_activation(session, tuner.company_id)
        before = playbooks.content(session, last.before) if last is not None else None
        if before is None:
            raise NothingBefore
        return _activate(office, session, tuner, who, (was, before), "rolls_back")


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
        _write_history(office, session, tuner, who, f"playbook:{preview.playbook}", facts)


def submit(office: Office, tuner: Tuner, sha256: str) -> str:
    """Put a previewed draft to the gate of the active playbook; returns the case."""
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
        case = playbooks.change_case(draft, cycle, active, GRAPH_VERSIONS[KIND])
        start_within(office, session, case)
        facts: dict[str, Json] = {"case": case.id, "preview_sha256": preview.sha256}
        _write_history(office, session, tuner, who, f"playbook:{sha256}", facts)
        return case.id


def _activate(
    office: Office,
    session: Session,
    tuner: Tuner,
    who: PersonRow,
    change: tuple[Playbook, Playbook],
    grounds: str,
) -> str:
    was, sha256 = (playbooks.keep(session, book) for book in change)
    row = PlaybookActivationRow(
        company_id=tuner.company_id,
        playbook=sha256,
        before=was,
        grounds=grounds,
        by_id=who.id,
        why=tuner.why,
        at=office.now(),
    )
    playbooks.add_activation(session, row)
    facts: dict[str, Json] = {"why": tuner.why, "grounds": grounds, "before": was}
    _write_history(office, session, tuner, who, f"playbook:{sha256}", facts)
    return sha256


def tuner_of(session: Session, tuner: Tuner) -> PersonRow:
    """The person; refused without the role, or without a reason."""
    who = person_by_key(session, tuner.company_id, tuner.person_key)
    if Role(who.role) not in MAY_TUNE:
        raise NotYoursToTune
    if not tuner.why.strip():
        raise ReasonWanted
    return who


def _locked(session: Session, company_id: int) -> Playbook:
    """What is active; nobody else activates or opens a cycle meanwhile."""
    playbooks.lock(session, company_id)
    return playbooks.active(session, company_id)


def _held(session: Session, company_id: int, book: Playbook) -> None:
    held = set(session.scalars(select(PersonRow.role).where(PersonRow.company_id == company_id)))
    wanted = {role for gate in book.ruled.values() for role in gate.roles}
    wanted |= {r.to for gate in book.ruled.values() for r in (*gate.chain, gate.expires) if r.to}
    if missing := sorted(role.value for role in wanted if role.value not in held):
        raise NobodyHolds(f"Nobody holds {', '.join(missing)}.")


def _not_tightened(cells: tuple[Cell, ...]) -> str:
    loose = [cell for cell in cells if cell.turn is not Turn.TIGHTENED]
    return " ".join(f"{line}." for line in told(loose, each=2))


def _write_history(
    office: Office,
    session: Session,
    tuner: Tuner,
    who: PersonRow,
    subject: str,
    facts: dict[str, Json],
) -> None:
    ledger.append(
        session,
        Occasion(
            company_id=tuner.company_id, channel=tuner.channel, case_id=None, brief_sha256=None
        ),
        at=office.now(),
        kind=next((kind for key, kind in TOLD.items() if key in facts), "playbook_drafted"),
        actor=person(who.key, Role(who.role)),
        subject=subject,
        facts=facts,
    )
