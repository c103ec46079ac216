"""Who tunes, and writing down what they made active."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from gates.canonical import Json
from gates.chain import Channel
from gates.people import Role, person
from gates.playbook import Playbook
from runtime.office import Office
from runtime.untunable import (
    NotYoursToTune,
    ReasonWanted,
)
from store import ledger, playbooks
from store.ledger import Occasion
from store.people import person_by_key
from store.tables.cycles import PlaybookActivationRow
from store.tables.people import PersonRow

MAY_TUNE = frozenset({Role.ADMIN, Role.SOP_LEAD})
TOLD = {
    "canary": "playbook_canary",
    "grounds": "playbook_activated",
    "case": "playbook_submitted",
    "preview_sha256": "playbook_previewed",
}
"""What an event is called, by what it has to say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuner:
    """Who tunes whose playbook, and why."""

    company_id: int
    person_key: str
    why: str
    channel: Channel = Channel.COMMAND_LINE


def tuner_of(session: Session, tuner: Tuner) -> PersonRow:
    """The person; refused without the role, or without a reason."""
    who = person_by_key(session, tuner.company_id, tuner.person_key)
    if Role(who.role) not in MAY_TUNE:
        raise NotYoursToTune
    if not tuner.why.strip():
        raise ReasonWanted
    return who


def activate(
    office: Office,
    session: Session,
    tuner: Tuner,
    who: PersonRow,
    change: tuple[Playbook, Playbook],
    grounds: str,
    request_id: UUID | None = None,
) -> str:
    was = playbooks.active_digest(session, tuner.company_id)
    sha256 = playbooks.keep(session, change[1])
    row = PlaybookActivationRow(
        company_id=tuner.company_id,
        playbook=sha256,
        before=was,
        grounds=grounds,
        by_id=who.id,
        why=tuner.why,
        at=office.now(),
        request_id=request_id,
    )
    playbooks.add_activation(session, row)
    facts: dict[str, Json] = {"why": tuner.why, "grounds": grounds, "before": was}
    write_history(office, session, tuner, who, f"playbook:{sha256}", facts)
    return sha256


def locked(session: Session, company_id: int) -> Playbook:
    """What is active; nobody else activates or opens a cycle meanwhile."""
    playbooks.lock(session, company_id)
    return playbooks.active(session, company_id)


def write_history(
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
