"""Whose answer to which case a message is, or in words why nobody can say so."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from mail.incoming import SEVERAL_SENDERS, SEVERAL_TICKETS, Incoming
from store import messages
from store.tables.cycles import CaseRow, CycleRow
from store.tickets import Ticket, find_ticket

AUTOMATIC_A_DAY = 3
INPUT = "input_request"


class Outcome(StrEnum):
    ROUTED = "routed"
    IGNORED = "ignored"
    """A machine answered: kept with its case, which isn't woken by it."""
    QUARANTINED = "quarantined"
    DUPLICATE = "duplicate"
    """It was here already; nothing happened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    outcome: Outcome
    ticket: Ticket | None = None
    why: str | None = None
    from_owner: bool = False
    counts: bool = True
    """Whether the ledger gets an event; a flood of automatic mail doesn't."""


def judge(session: Session, mail: Incoming, at: datetime) -> Standing:
    """Whose answer this is, or why nobody can say so. The subject is never looked at."""
    if SEVERAL_TICKETS in mail.problems:
        return _aside("it is addressed to several tickets at once")
    if mail.token is None:
        return _aside("it isn't addressed to a ticket")
    ticket = find_ticket(session, mail.token)
    if ticket is None:
        return _aside("its reply address isn't one of ours")
    if mail.auto_submitted:
        return _automatic(session, mail, ticket, at)
    why = _objection(session, mail, ticket)
    if why:
        return _aside(why, ticket)
    return Standing(outcome=Outcome.ROUTED, ticket=ticket, from_owner=True)


def _aside(why: str, ticket: Ticket | None = None) -> Standing:
    return Standing(outcome=Outcome.QUARANTINED, ticket=ticket, why=why)


def _objection(session: Session, mail: Incoming, ticket: Ticket) -> str:
    """Why this mail may not speak for the ticket's person, or an empty string."""
    if SEVERAL_SENDERS in mail.problems:
        return "it names several senders"
    if not _from_owner(mail, ticket):
        return f"it was sent from another address than {ticket.address}"
    if ticket.request_id is not None:  # a request says itself whether it is closed
        return ""
    case = session.get_one(CaseRow, ticket.case_id)
    return "what it answers is closed" if is_over(session, case) else ""


def is_over(session: Session, case: CaseRow) -> bool:
    """Whether nothing can come to it any more. An input takes late mail until its cycle closes."""
    if case.state != "done":
        return False
    cycle = session.get_one(CycleRow, case.cycle_id)
    return case.kind != INPUT or cycle.closed_at is not None


def _from_owner(mail: Incoming, ticket: Ticket) -> bool:
    return mail.sender_address == ticket.address.lower()


def _automatic(session: Session, mail: Incoming, ticket: Ticket, at: datetime) -> Standing:
    """Recorded, a few a day: more than that is two machines talking to each other."""
    since = at - timedelta(days=1)
    if messages.automatic_since(session, ticket.case_id, since) >= AUTOMATIC_A_DAY:
        return Standing(
            outcome=Outcome.QUARANTINED,
            ticket=ticket,
            why=f"more than {AUTOMATIC_A_DAY} automatic mails in a day ({mail.auto_reason})",
            counts=False,
        )
    return Standing(
        outcome=Outcome.IGNORED,
        ticket=ticket,
        why=f"it was sent by a machine ({mail.auto_reason})",
        from_owner=_from_owner(mail, ticket),
    )
