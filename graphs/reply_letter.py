"""What a sender is told about their reply to a request: what it decided, or why nothing."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from graphs.posting import Sending, hold
from graphs.reply_moved import moved_by_mail
from graphs.reply_recorded import recorded
from graphs.reply_refused import not_taken, what_moved_since
from graphs.tools import Tools
from store import asked_requests, effects, people
from store.people import Addressee
from store.tables.effects import MessageRow
from store.tables.gates import DecisionRow, RequestRow

MOVED = "moved"
A_DAY = timedelta(days=1)
LETTERS_A_DAY = 3
"""Answers to replies that decide nothing, to one person about one request: no loop of mails."""


def tell_sender(tools: Tools, company_id: int, message_id: int) -> None:
    """Write the letter about a message, once. A note of a day with many is kept untold."""
    at = tools.now()
    with tools.sessions(company_id) as session:
        message = session.get_one(MessageRow, message_id)
        if message.request_id is None or message.reading is None or message.sender_id is None:
            return
        request = session.get_one(RequestRow, message.request_id)
        key = f"{_prefix(request.id, message.sender_id)}{message.id}"
        if effects.is_held(session, company_id, key):
            return
        to = people.by_id(session, message.sender_id)
        brief = asked_requests.brief_now(session, request)
        moved = what_moved_since(session, request, message, brief)
        decision = _decision(session, message)
        moved_by = message.reading["intent"] == MOVED
        if decision is None and not moved_by and _told_enough(session, request, to, at):
            return
    if decision is not None:
        letter = recorded(tools, request, brief, decision, to, key)
    elif moved_by:
        letter = moved_by_mail(tools, request, message, to, key)
    else:
        letter = not_taken(tools, request, brief, message, moved, to, key)
    with tools.sessions(company_id) as session:
        hold(
            tools,
            session,
            letter,
            Sending(
                company_id=company_id,
                case_id=request.case_id,
                at=at,
                brief_sha256=request.brief_sha256,
            ),
        )
    tools.reached("reply.told")


def _prefix(request_id: UUID, person_id: int) -> str:
    return f"request/{request_id}/reply/{person_id}/"


def _told_enough(session: Session, request: RequestRow, to: Addressee, at: datetime) -> bool:
    prefix = _prefix(request.id, to.person_id)
    told = effects.held_since(session, request.company_id, prefix, at - A_DAY)
    return told >= LETTERS_A_DAY


def _decision(session: Session, message: MessageRow) -> DecisionRow | None:
    said = (message.reading or {}).get("decision")
    return session.get(DecisionRow, UUID(said)) if said else None
