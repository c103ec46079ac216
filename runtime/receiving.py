"""Mail in: each message in a transaction of its own, to the case its reply address names.

Nothing a stranger sends is lost and nothing it contains stops the next message: what can't be
routed stands in quarantine with the reason, as it came.
"""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import islice

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from mail.imap import MailboxUnreachable
from mail.incoming import Incoming, UnreadableMail, read_mail
from mail.mailbox import Mailbox
from runtime.late_mail import hand_over
from runtime.mail_deciding import answer_request, tell
from runtime.mail_records import as_kept, record
from runtime.mail_replies import Reply
from runtime.office import Office
from runtime.routing import Outcome, judge
from store import messages, requests
from store.messages import NewMessage

ONE_RUN = 200
TRIES = 3

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What became of a message: the row it is kept in, and its case where one is known."""

    outcome: Outcome
    id: int
    case_id: str | None = None
    why: str | None = None
    """Why it was not routed."""
    answers_request: bool = False
    """Its sender is told what became of it; again when it comes again, if we died in between."""

    @property
    def with_its_case(self) -> bool:
        """Whether the case has it as an answer, from now or from before."""
        return self.outcome is Outcome.ROUTED or (
            self.outcome is Outcome.DUPLICATE and self.why is None
        )


def receive_all(office: Office, mailbox: Mailbox) -> int:
    """Take what waits in a mailbox, one after another; says how many were handled.

    A message is done after its transaction: if we die in between, it comes again and is
    recognised. Only a database that is away stops the run; the messages stay where they are.
    """
    handled = 0
    for uid, raw in islice(mailbox.fetch_new(), ONE_RUN):
        receive(office, raw)
        mailbox.done(uid)
        handled += 1
    return handled


def receive_from(office: Office, opened: Callable[[], AbstractContextManager[Mailbox]]) -> int:
    """Open a mailbox and take what waits there. One that can't be opened is tried again later."""
    try:
        with opened() as mailbox:
            return receive_all(office, mailbox)
    except MailboxUnreachable as away:
        log.warning("%s %s", MailboxUnreachable.__doc__, away)
        return 0


def receive(office: Office, raw: bytes) -> Received:
    """Keep a message and route it to its case. Safe to repeat with the same bytes."""
    for _ in range(TRIES):
        try:
            return _received(office, raw)
        except OperationalError:  # a lost connection, a deadlock: the next try may be fine
            continue
        except Exception as error:  # noqa: BLE001 whatever a stranger's bytes do, they are kept
            return _set_aside(office, raw, f"it can't be handled ({type(error).__name__})")
    return _set_aside(office, raw, "the database refused it several times")


def _set_aside(office: Office, raw: bytes, why: str) -> Received:
    with office.unfenced() as session:
        unread = NewMessage(content=raw, received_at=office.now(), state="quarantined", why=why)
        kept = messages.keep_message(session, unread)
    outcome = Outcome.QUARANTINED if kept.new else Outcome.DUPLICATE
    return Received(outcome=outcome, id=kept.id, why=why)


def _received(office: Office, raw: bytes) -> Received:
    try:
        mail = read_mail(raw)
    except UnreadableMail as unreadable:
        return _set_aside(office, raw, str(type(unreadable).__doc__))
    with office.unfenced() as session:
        received = _take(office, session, mail, raw)
        office.reached("receive.kept")
    office.reached("receive.committed")
    if received.answers_request:
        tell(office, received.id)
    return received


def _take(office: Office, session: Session, mail: Incoming, raw: bytes) -> Received:
    at = office.now()
    standing = judge(session, mail, at)
    if standing.ticket is not None and standing.ticket.request_id is not None:
        # before the ledger's head, which every decider of it takes last
        requests.lock_request(session, standing.ticket.request_id)
    message = as_kept(session, mail, standing, raw=raw, at=at)
    kept = messages.keep_message(session, message)
    if kept.new:
        record(session, message, standing)
    ticket = standing.ticket if standing.outcome is Outcome.ROUTED else None
    if kept.new and ticket and ticket.request_id is not None:
        reply = Reply(mail=mail, ticket=ticket, raw=raw, at=at)
        answer_request(office, session, reply, kept.id)
    elif kept.new and ticket:
        hand_over(office, session, ticket.case_id, kept.id)
    return Received(
        outcome=standing.outcome if kept.new else Outcome.DUPLICATE,
        id=kept.id,
        case_id=message.case_id,
        why=standing.why,
        answers_request=ticket is not None and ticket.request_id is not None,
    )
