"""How a message is written down: the row it is kept in, and its event in the ledger."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from gates.chain import Channel
from gates.people import SYSTEM, Actor, person
from mail.incoming import Incoming
from runtime.absences import absence
from runtime.routing import Outcome, Standing
from store import ledger, messages
from store.ledger import Occasion
from store.messages import NewMessage
from store.tickets import Ticket


def as_kept(
    session: Session, mail: Incoming, standing: Standing, *, raw: bytes, at: datetime
) -> NewMessage:
    ticket = standing.ticket
    ignored = standing.outcome is Outcome.IGNORED
    request_id = ticket.request_id if ticket else None
    return NewMessage(
        message_id=_storable(mail.message_id),
        content=raw,
        received_at=at,
        state=_state(standing, request_id),
        why=standing.why,
        company_id=ticket.company_id if ticket else None,
        case_id=ticket.case_id if ticket else None,
        request_id=request_id,
        sender_id=ticket.person_id if ticket and standing.from_owner else None,
        subject=_storable(mail.subject),
        text=_storable(mail.text),
        reading=absence(session, mail, ticket, at=at)
        if ignored and ticket and standing.from_owner
        else None,
    )


def _state(standing: Standing, request_id: UUID | None) -> str:
    """A reply to a request is taken as it comes in; a case reads its own messages later."""
    if standing.outcome is not Outcome.ROUTED:
        return standing.outcome.value
    return "new" if request_id is None else "read"


def _storable(words: str) -> str:
    """PostgreSQL takes neither NUL nor half of a surrogate pair."""
    return words.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def record(session: Session, message: NewMessage, standing: Standing) -> None:
    ticket = standing.ticket
    if ticket is None or not standing.counts:
        return
    ledger.append(
        session,
        Occasion(
            company_id=ticket.company_id,
            channel=Channel.MAIL,
            case_id=ticket.case_id,
            brief_sha256=ticket.brief_sha256,
        ),
        at=message.received_at,
        kind="message_received",
        actor=_actor(ticket, standing),
        subject=f"request:{ticket.request_id}" if ticket.request_id else f"case:{ticket.case_id}",
        facts={
            "message_id": message.message_id,
            "sha256": messages.content_id(message.content).removeprefix("sha256:"),
            "became": standing.outcome.value,
            "why": standing.why,
        },
    )


def _actor(ticket: Ticket, standing: Standing) -> Actor:
    """A machine's answer and a stranger's claim aren't the person's own act."""
    if standing.outcome is Outcome.ROUTED:
        return person(ticket.person_key, ticket.role)
    return SYSTEM
