"""What a person makes of a proposed action: confirmed as it then stands, or dismissed."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from agents.imported.parts import plain_title
from gates.access import may_sit
from gates.chain import Channel
from gates.errors import NobodyByThatName, Refusal
from gates.evidence import DoneWhen, EvidenceKind, plain_predicate
from gates.people import Role, person
from graphs.opening_cases import start_in
from graphs.reminding import DAY_ENDS
from runtime.acted import DayIsPast
from runtime.importing import outside_cases
from runtime.office import Office
from store import actions, cycles, imports, ledger, people
from store.actions import NewAction, NewUpdate
from store.ledger import Occasion
from store.people import person_by_key
from store.reading_cycles import present_cycle
from store.tables.cycles import CycleRow
from store.tables.imports import ImportedActionRow


class NoCycleToFollow(Refusal):
    """No cycle is open in which an action could be followed."""


class AlreadySettled(Refusal):
    """Somebody has confirmed or dismissed this already."""


class SayWhat(Refusal):
    """Say what is to be done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """A proposal as the person who looked at it lets it stand."""

    title: str
    owner: str
    due: date
    kind: EvidenceKind
    at_least: Decimal | None = None


def confirm(
    office: Office, company_id: int, person_key: str, proposal_id: int, said: Confirmed
) -> int:
    """Make the action as it stands now and let its owner be asked. Returns its id.

    Raises a `Refusal`, and LookupError where there is no such proposal.
    """
    at = office.now()
    with office.sessions(company_id) as session:
        row = _waiting(session, company_id, proposal_id)
        cycle = present_cycle(session, company_id)
        if cycle is None or cycle.closed_at is not None:
            raise NoCycleToFollow
        who = person_by_key(session, company_id, person_key)
        action_id = _make(session, cycle, row, said, at)
        row.state, row.action_id = imports.CONFIRMED, action_id
        row.settled_by, row.settled_at = who.id, at
        session.flush()
        start_in(office.tools, session, cycle, "follow_up", action_id)
        action = actions.locked(session, company_id, action_id)
        assert action is not None
        text = f"{who.name} confirmed what was read from {row.source}."
        actions.note(session, action, NewUpdate(kind="imported", text=text, at=at))
        ledger.append(
            session,
            Occasion(
                company_id=company_id,
                channel=Channel.WEB,
                case_id=cycles.action_case(action_id),
                brief_sha256=None,
            ),
            at=at,
            kind="import_confirmed",
            actor=person(who.key, Role(who.role)),
            subject=f"action:{action_id}",
            facts={"source": row.source, "owner": said.owner, "due": said.due.isoformat()},
        )
        return action_id


def _make(
    session: Session, cycle: CycleRow, row: ImportedActionRow, said: Confirmed, at: datetime
) -> int:
    """Raises a `Refusal` where it is no whole action."""
    owners = {one.key: one for one in people.everyone(session, cycle.company_id)}
    owner = owners.get(said.owner)
    if owner is None or not may_sit(owner.role):
        raise NobodyByThatName
    title = plain_title(said.title)
    if not title:
        raise SayWhat
    due_at = datetime.combine(said.due, DAY_ENDS, ZoneInfo(owner.timezone))
    if due_at <= at:
        raise DayIsPast
    wanted = _wanted(title, said)
    new = NewAction(
        cycle_id=cycle.id,
        request_id=None,
        key=f"imported/{row.id}",
        title=title,
        deliverable=wanted.says,
        owner_id=owner.person_id,
        depends_on=(),
        done_when=plain_predicate(wanted),
        due_at=due_at,
    )
    return actions.make(session, cycle.company_id, new)


def _wanted(title: str, said: Confirmed) -> DoneWhen:
    """What closes it, as the confirming person chose."""
    if said.kind is EvidenceKind.FILE:
        return DoneWhen(kind=said.kind, says=f"a file that shows: {title}")
    if said.kind is EvidenceKind.SIGNED_NUMBER:
        least = f" of at least {said.at_least:,f}" if said.at_least is not None else ""
        return DoneWhen(
            kind=said.kind, says=f"a signed number{least}: {title}", at_least=said.at_least
        )
    return DoneWhen(kind=EvidenceKind.STATEMENT, says=f"a statement that it is done: {title}")


def dismiss(office: Office, company_id: int, person_key: str, proposal_id: int) -> None:
    """It becomes no action. Raises AlreadySettled, and LookupError where there is none such."""
    at = office.now()
    with office.sessions(company_id) as session:
        row = _waiting(session, company_id, proposal_id)
        who = person_by_key(session, company_id, person_key)
        row.state, row.settled_by, row.settled_at = imports.DISMISSED, who.id, at
        ledger.append(
            session,
            outside_cases(company_id, Channel.WEB),
            at=at,
            kind="import_dismissed",
            actor=person(who.key, Role(who.role)),
            subject=f"import:{row.import_id}",
            facts={"source": row.source},
        )


def _waiting(session: Session, company_id: int, proposal_id: int) -> ImportedActionRow:
    row = imports.locked(session, company_id, proposal_id)
    if row is None:
        raise LookupError(proposal_id)
    if row.state != imports.PROPOSED:
        raise AlreadySettled
    return row
