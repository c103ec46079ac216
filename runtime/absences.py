"""What an automatic answer tells its case: until when somebody is away, and who was named."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from agents.ask import BuiltIn
from agents.reading_people import people_in
from agents.reading_values import Asked, Colleague, Intent, ReplyContext
from mail.incoming import Incoming
from store.tables.people import PersonRow
from store.tickets import Ticket

LONGEST_CHARS = 2_000


def absence(session: Session, mail: Incoming, ticket: Ticket, *, at: datetime) -> dict[str, Any]:
    """An absence as plain values, read by rules alone: no model sees an automatic answer."""
    people = session.execute(
        select(PersonRow.key, PersonRow.name).where(PersonRow.company_id == ticket.company_id)
    )
    context = ReplyContext(
        text=mail.text[:LONGEST_CHARS],
        now=(mail.sent_at or at).astimezone(ZoneInfo(ticket.timezone)),
        asked=Asked.ACTION,
        sender_key=ticket.person_key,
        people=tuple(Colleague(key=key, name=name) for key, name in people),
    )
    reading = BuiltIn().read_reply(context)
    away = reading.intent is Intent.OUT_OF_OFFICE
    return {
        "intent": reading.intent.value,
        "absent_until": reading.date.isoformat() if away and reading.date else None,
        "named": _named(context) if away else [],
    }


def _named(context: ReplyContext) -> list[str]:
    """Keys of the colleagues an absence names, perhaps as deputies."""
    found = (named.who for named in people_in(context.text, context.people) if len(named.who) == 1)
    return sorted({who[0].key for who in found} - {context.sender_key})
