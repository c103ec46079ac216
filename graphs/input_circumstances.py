"""How a file came: who sent it and when, and what they had said before in this cycle."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gates.people import Role
from graphs.input_facts import InputFacts
from graphs.input_keeping import Came
from planning.checks.circumstances import Circumstances, Earlier, earlier
from planning.company import Company
from store import people, submissions
from store.people import Addressee

SPEAK_FOR_ALL = frozenset({Role.DEMAND_MANAGER, Role.SOP_LEAD})


def circumstances(
    session: Session,
    facts: InputFacts,
    company: Company,
    arrived: Came,
    everyone: tuple[Addressee, ...],
) -> Circumstances:
    """What the rules about a version's coming need; what is nobody's is its owner's."""
    sender = people.by_id(session, arrived.sender_id) if arrived.sender_id else facts.owner
    zone = ZoneInfo(company.timezone)
    return Circumstances(
        received_at=_local(arrived.received_at, zone),
        due_at=_local(facts.due_at, zone),
        sender=sender.key,
        sender_name=sender.name,
        may_send=_may_send(facts, company, everyone),
        earlier=_earlier(session, facts),
    )


def _local(at: datetime, zone: ZoneInfo) -> datetime:
    return at.astimezone(zone)


def _may_send(
    facts: InputFacts, company: Company, everyone: tuple[Addressee, ...]
) -> frozenset[str]:
    """The owner, whoever the directory names, their managers, and who answers for all regions."""
    owners = {facts.owner.key, *(r.owner for r in company.regions if r.code == facts.region)}
    managers = {who.manager_key for who in everyone if who.key in owners and who.manager_key}
    return frozenset(owners | managers | {who.key for who in everyone if who.role in SPEAK_FOR_ALL})


def _earlier(session: Session, facts: InputFacts) -> Earlier | None:
    """The latest version, unless it was sent back: then another one was asked for."""
    latest = submissions.latest_submission(session, facts.input_id)
    if latest is None or latest.state not in {"received", "accepted"}:
        return None
    return earlier(f"version {latest.version}", submissions.lines_of(session, latest.id))
