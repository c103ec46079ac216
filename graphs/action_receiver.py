"""What somebody answers who doesn't own the action: whom it is offered to, or whose it was."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from agents.reading_consent import takes_over
from gates.chain import Channel
from graphs.action_facts import ActionFacts
from graphs.action_offers import answer_offer
from mail.incoming import read_mail
from store import actions, messages, offers, people
from store.actions import NewUpdate
from store.ledger import Occasion
from store.people import Addressee
from store.replies import CLARIFY
from store.tables.actions import ActionRow
from store.tables.effects import MessageRow

YES_OR_NO = "yes or no"


def is_anothers(facts: ActionFacts, message: MessageRow) -> bool:
    return message.sender_id is not None and message.sender_id != facts.owner.person_id


def hear(
    session: Session, action: ActionRow, facts: ActionFacts, message: MessageRow, at: datetime
) -> None:
    """A clear yes or no settles the offer; anything else changes nothing and is answered."""
    assert message.sender_id is not None
    sender = people.by_id(session, message.sender_id)
    said = NewUpdate(
        kind="answered",
        text=message.text[:500],
        at=message.received_at,
        person_id=sender.person_id,
        message_id=message.id,
    )
    actions.note(session, action, said)
    why = _settled(session, action, facts, message, sender, at)
    intent = {"intent": "answers_offer", "why": why}
    owed: dict[str, Any] = {"leads": CLARIFY} if why else {"leads": "taken"}
    messages.mark_read(session, message.id, intent | owed)


def _settled(
    session: Session,
    action: ActionRow,
    facts: ActionFacts,
    message: MessageRow,
    sender: Addressee,
    at: datetime,
) -> str:
    """Why it settles nothing, or an empty string."""
    row = offers.open_offer(session, action.id)
    if row is None or row.receiver_id != sender.person_id:
        return f"it is with {facts.owner.name} now"
    names = [sender.name, facts.owner.name]
    takes = takes_over(read_mail(message.content).text, names)
    if takes is None:
        return "it says neither yes nor no"
    occasion = Occasion(
        company_id=action.company_id,
        channel=Channel.MAIL,
        case_id=message.case_id,
        brief_sha256=None,
    )
    answer_offer(session, action, row, takes=takes, said=message.text, at=at, occasion=occasion)
    return ""
