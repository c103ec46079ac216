"""A reply to a request: whose ballot it would be, and whether we can be sure of it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from gates.deciding import Ballot
from gates.reply_spoken import Spoken
from gates.tiers import Assurance
from mail.authentication import is_vouched_for
from mail.incoming import Incoming
from mail.parts import HIDES_TEXT
from runtime.office import Office
from store.messages import content_id
from store.tickets import Ticket

BALLOTS = UUID("3a2d6f0c-5a8e-4d7b-8f43-0b1de7a5c9f2")
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


def doubt_about(office: Office, mail: Incoming) -> str:
    """Why we can't be sure that they wrote it, and wrote just this; empty where we are."""
    domain = mail.sender_address.rpartition("@")[2]
    authserv_id = office.settings.mail_authserv_id
    if not is_vouched_for(mail.results, authserv_id=authserv_id, domain=domain):
        return UNSURE
    return "" if mail.is_plain and HIDES_TEXT not in mail.problems else NOT_PLAIN


def ballot_of(reply: Reply, said: Spoken) -> Ballot:
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
