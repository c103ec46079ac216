"""A mail to a request: it decides, if all of it is as it must be, or it is kept as a note.

What happens is written beside the message in the transaction that keeps it. The sender is told
afterwards, once for each message.
"""

from typing import Any

from psycopg.errors import UniqueViolation
from sqlalchemy.orm import Session

from gates.brief import Brief, thaw
from gates.errors import AlreadyDecided, Refusal, RequestClosed
from gates.gate import Gate
from gates.reply_spoken import spoken
from graphs import reply_letter
from runtime import mail_moves
from runtime.deciding import Answer, record_within
from runtime.mail_replies import Reply, ballot_of, doubt_about
from runtime.office import Office
from store import asked_requests
from store.cases import fence
from store.reading_requests import brief_shown
from store.tables.effects import MessageRow

NOT_A_VERB = "Its first line isn't one of the answers the letter offered, so it is kept as a note."
EMPTY = "Nothing is written above the quoted letter."


def answer_request(office: Office, session: Session, reply: Reply, message_id: int) -> None:
    """Decide or note, in the transaction that keeps the message. Says beside it what became."""
    fence(session, reply.ticket.company_id)
    message = session.get_one(MessageRow, message_id)
    message.reading = _taken(office, session, reply) | {
        "sure": not doubt_about(office, reply.mail),
        "shown": reply.ticket.brief_sha256,
    }


def tell(office: Office, message_id: int) -> None:
    """Tell the sender what became of their mail. Safe to repeat."""
    with office.unfenced() as session:
        company_id = session.get_one(MessageRow, message_id).company_id
    assert company_id is not None
    reply_letter.tell_sender(office.tools, company_id, message_id)


def _taken(office: Office, session: Session, reply: Reply) -> dict[str, Any]:
    request = asked_requests.by_id(session, reply.request_id)
    said = spoken(reply.mail.text, request.ruled, _shown(session, reply))
    if said is None:
        return _moved(office, session, reply, request.ruled)
    doubt = doubt_about(office, reply.mail)
    if doubt:
        return {"intent": "unconfirmed", "why": doubt}
    try:
        with session.begin_nested():
            ballot = ballot_of(reply, said)
            answer = Answer(
                company_id=reply.ticket.company_id,
                person_key=reply.ticket.person_key,
                request_id=reply.request_id,
                channel="mail",
            )
            receipt = record_within(office, session, answer, ballot, reply.at)
    except UniqueViolation:
        return _refused(AlreadyDecided())
    except Refusal as refusal:
        return _refused(refusal)
    return {"intent": "decided", "decision": str(receipt.decision.decision_id)}


def _moved(office: Office, session: Session, reply: Reply, gate: Gate) -> dict[str, Any]:
    """Something that decides nothing, or a note."""
    wanted = mail_moves.wanted_of(session, reply)
    if wanted is None:
        return {"intent": "note", "why": NOT_A_VERB if reply.mail.text else EMPTY}
    if doubt := doubt_about(office, reply.mail):
        return {"intent": "unconfirmed", "why": doubt}
    try:
        with session.begin_nested():
            mail_moves.make(office, session, reply, gate, wanted)
    except Refusal as refusal:
        return _refused(refusal)
    line = reply.mail.text.strip().partition("\n")[0]
    return {"intent": reply_letter.MOVED, "move": wanted.move.value, "line": line}


def _refused(refusal: Refusal) -> dict[str, Any]:
    """Closed by others or by an answer of their own: either way the page says how."""
    over = isinstance(refusal, AlreadyDecided | RequestClosed)
    return {"intent": "refused", "why": refusal.message, "over": over}


def _shown(session: Session, reply: Reply) -> Brief:
    """The brief that the letter showed; its options are what the reply's numbers mean."""
    ticket = reply.ticket
    shown = brief_shown(session, ticket.company_id, reply.request_id, ticket.brief_sha256 or "")
    assert shown is not None
    return thaw(shown)
