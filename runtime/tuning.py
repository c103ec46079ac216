"""Tuning a company's playbook: proposing a version, making one active, going back.

Active means: the cycles that are opened from now on begin with it. Nothing changes for a case
that runs. What relaxes anything, or neither relaxes nor tightens, isn't made active here.
"""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from gates.canonical import Json
from gates.chain import Channel
from gates.direction.cell import Cell, Turn
from gates.direction.comparing import of_turn, only_tightens, turned
from gates.errors import Refusal
from gates.people import Role, person
from gates.playbook import Playbook, version
from runtime.office import Office
from store import ledger, playbooks
from store.ledger import Occasion
from store.people import person_by_key
from store.tables.cycles import PlaybookActivationRow
from store.tables.people import CompanyRow, PersonRow

MAY_TUNE = frozenset({Role.ADMIN, Role.SOP_LEAD})
SHOWN = 5


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


class NothingBefore(Refusal):
    """No version was active before this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuner:
    """Who tunes whose playbook, and why."""

    company_id: int
    person_key: str
    why: str
    channel: Channel = Channel.COMMAND_LINE


def propose(office: Office, tuner: Tuner, book: Playbook) -> str:
    """Keep a version as a draft of theirs; returns its digest. The same again is the same."""
    with office.sessions(tuner.company_id) as session:
        who = _tuner(session, tuner)
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
        who, was = _tuner(session, tuner), _locked(session, tuner.company_id)
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
        who, was = _tuner(session, tuner), _locked(session, tuner.company_id)
        last = playbooks.last_activation(session, tuner.company_id)
        before = playbooks.content(session, last.before) if last is not None else None
        if before is None:
            raise NothingBefore
        return _activate(office, session, tuner, who, (was, before), "rolls_back")


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


def _tuner(session: Session, tuner: Tuner) -> PersonRow:
    who = person_by_key(session, tuner.company_id, tuner.person_key)
    if Role(who.role) not in MAY_TUNE:
        raise NotYoursToTune
    if not tuner.why.strip():
        raise ReasonWanted
    return who


def _locked(session: Session, company_id: int) -> Playbook:
    """What is active; nobody else activates or opens a cycle meanwhile."""
    session.execute(select(CompanyRow.id).where(CompanyRow.id == company_id).with_for_update())
    return playbooks.active(session, company_id)


def _held(session: Session, company_id: int, book: Playbook) -> None:
    held = set(session.scalars(select(PersonRow.role).where(PersonRow.company_id == company_id)))
    wanted = {role for gate in book.ruled.values() for role in gate.roles}
    wanted |= {r.to for gate in book.ruled.values() for r in (*gate.chain, gate.expires) if r.to}
    if missing := sorted(role.value for role in wanted if role.value not in held):
        raise NobodyHolds(f"Nobody holds {', '.join(missing)}.")


def _not_tightened(cells: tuple[Cell, ...]) -> str:
    loose = [*of_turn(cells, Turn.RELAXED), *of_turn(cells, Turn.CHANGED)]
    more = f" And {len(loose) - SHOWN} more." if len(loose) > SHOWN else ""
    return " ".join(f"{cell.says}." for cell in loose[:SHOWN]) + more


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
        kind="playbook_activated" if "grounds" in facts else "playbook_drafted",
        actor=person(who.key, Role(who.role)),
        subject=subject,
        facts=facts,
    )
