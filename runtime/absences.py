"""What an automatic answer tells its case: until when somebody is away, and who was named."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from agents.reading_values import Asked, Colleague, ReplyContext
from agents.replies.background import facts_of
from agents.replies.case import ask_of_case, day_meant, keys_of, mail_of_case
from agents.replies.facts import Facts
from agents.replies.reader import judged
from agents.replies.values import AnswerIntent
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
        subject=mail.subject,
        now=(mail.sent_at or at).astimezone(ZoneInfo(ticket.timezone)),
        asked=Asked.ACTION,
        sender_key=ticket.person_key,
        people=tuple(Colleague(key=key, name=name) for key, name in people),
    )
    ask, told = ask_of_case(context), mail_of_case(context, automatic=True)
    facts = facts_of(ask, told)
    answer = judged(ask, told, facts, heard=None)
    away = answer.intent is AnswerIntent.OUT_OF_OFFICE
    until = day_meant(answer.when, answer.intent) if away else None
    return {
        "intent": answer.intent.value,
        "absent_until": until.isoformat() if until else None,
        "named": _named(context, facts) if away else [],
    }


def _named(context: ReplyContext, facts: Facts) -> list[str]:
    """Keys of the colleagues an absence names, perhaps as deputies."""
    found = (
        keys_of(named.who[0].name, context.people) for named in facts.people if len(named.who) == 1
    )
    return sorted({key for keys in found if len(keys) == 1 for key in keys} - {context.sender_key})
