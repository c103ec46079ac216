"""A mail to a request: it decides, if all of it is as it must be, or it is kept as a note.

What happens is written beside the message in the transaction that keeps it. The sender is told
afterwards, once for each message.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from psycopg.errors import UniqueViolation
from sqlalchemy.orm import Session

from gates.brief import Brief, thaw
from gates.catalogue import GATES
from gates.deciding import Ballot
from gates.errors import AlreadyDecided, Refusal, RequestClosed
from gates.reply_lines import Spoken, spoken
from gates.tiers import Assurance
from graphs import reply_letter
from mail.authentication import is_vouched_for
from mail.incoming import Incoming
from mail.parts import HIDES_TEXT
from runtime.deciding import Answer, record_within
from runtime.office import Office
from store import asked_requests
from store.cases import fence
from store.messages import content_id
from store.reading_requests import brief_shown
from store.tables.effects import MessageRow
from store.tickets import Ticket

BALLOTS = UUID("3a2d6f0c-5a8e-4d7b-8f43-0b1de7a5c9f2")
NOT_A_VERB = "Its first line isn't one of the answers the letter offered, so it is kept as a note."
EMPTY = "Nothing is written above the quoted letter."
UNSURE = (
    "Our mail server couldn't confirm that it came from your address, so please open the request "
    "and answer it there."
)
NOT_PLAIN = (
    "It was written as formatted text only, which doesn't show us surely what you read while "
    "writing it. Send it as plain text, or answer on the page."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A mail with the request it answers."""

    mail: Incoming
    ticket: Ticket
    raw: bytes
    at: datetime

    @property
    def request_id(self) -> UUID:
        assert self.ticket.request_id is not None
        return self.ticket.request_id


def answer_request(office: Office, session: Session, reply: Reply, message_id: int) -> None:
    """Decide or note, in the transaction that keeps the message. Says beside it what became."""
    fence(session, reply.ticket.company_id)
    message = session.get_one(MessageRow, message_id)
    message.reading = _taken(office, session, reply) | {
        "sure": not _doubt(office, reply.mail),
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
    said = spoken(reply.mail.text, GATES[request.gate], _shown(session, reply))
    if said is None:
        return {"intent": "note", "why": NOT_A_VERB if reply.mail.text else EMPTY}
    doubt = _doubt(office, reply.mail)
    if doubt:
        return {"intent": "unconfirmed", "why": doubt}
    try:
        with session.begin_nested():
            ballot = _ballot(reply, said)
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


def _doubt(office: Office, mail: Incoming) -> str:
    """Why we can't be sure that they wrote it, and wrote just this; empty where we are."""
    domain = mail.sender_address.rpartition("@")[2]
    authserv_id = office.settings.mail_authserv_id
    if not is_vouched_for(mail.results, authserv_id=authserv_id, domain=domain):
        return UNSURE
    return "" if mail.is_plain and HIDES_TEXT not in mail.problems else NOT_PLAIN


def _ballot(reply: Reply, said: Spoken) -> Ballot:
    """Its id follows from the message: the same mail again is the same ballot.

    It is for the sender's own seat: who stands in for somebody answers on the page.
    """
    return Ballot(
        decision_id=uuid5(BALLOTS, content_id(reply.raw)),
        verb=said.verb,
        brief_sha256=reply.ticket.brief_sha256 or "",
        choice=said.choice,
        reason=said.reason,
        seat=reply.ticket.person_key,
        assurance=Assurance.MAIL,
    )
