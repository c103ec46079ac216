"""Letting us correct a version: one answer of its owner, and a new version of theirs stands."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from gates.chain import Channel
from gates.errors import MoveNotAllowed, NotYourDecision
from graphs.input_correcting import Proposed, correct, proposals
from graphs.input_facts import InputFacts
from graphs.input_keeping import Came, keep
from graphs.input_versions import Sent
from runtime.office import Office
from runtime.open_inputs import facts_of, held, latest_open, ring_input
from store import submissions
from store.people import person_by_key
from store.tables.inputs import InputRequestRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """Whose answer it is, and to which findings: those of one rule in one version."""

    company_id: int
    person_key: str
    input_id: int
    version: int
    rule: str
    channel: Channel = Channel.WEB


def accept_correction(office: Office, consent: Consent) -> None:
    """Correct what these findings propose, as a version of the owner's own.

    Refused to anybody else, where a later version came, and once the baseline is frozen.
    """
    with office.sessions(consent.company_id) as session:
        facts, wanted = _wanted(session, consent)
    sent = correct(office.tools, facts, wanted)
    with office.sessions(consent.company_id) as session:
        _keep(office, session, consent, wanted, sent)


def _wanted(session: Session, consent: Consent) -> tuple[InputFacts, Proposed]:
    asked = session.get(InputRequestRow, consent.input_id)
    who = person_by_key(session, consent.company_id, consent.person_key)
    if asked is None or asked.company_id != consent.company_id or asked.owner_id != who.id:
        raise NotYourDecision
    latest = latest_open(session, asked, consent.version)
    found = submissions.findings_of(session, latest.id)
    wanted = proposals(latest, [row for row in found if row.rule == consent.rule])
    if wanted is None:
        raise MoveNotAllowed("There is nothing here that we could correct for you.")
    return facts_of(session, asked), wanted


def _keep(office: Office, session: Session, consent: Consent, wanted: Proposed, sent: Sent) -> None:
    """Only if nothing came while it was read: whoever else adds a version waits for this lock."""
    asked = held(session, consent.input_id, wanted.submission_id)
    came = Came(
        sender_id=asked.owner_id, channel=consent.channel, message_id=None, received_at=office.now()
    )
    keep(office.tools, session, asked, came, sent)
    ring_input(office, session, asked)
