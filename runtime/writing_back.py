"""Words an owner writes on their letter's page: read by their case like the words of a mail."""

from email.message import EmailMessage
from email.policy import SMTP

from gates.chain import Channel
from gates.errors import MoveNotAllowed, ReasonMissing
from gates.people import person
from runtime.late_mail import hand_over
from runtime.office import Office
from runtime.open_inputs import sendable
from store import ledger, messages, people
from store.cycles import input_case
from store.ledger import Occasion
from store.links import LinkHolder
from store.messages import NewMessage

WORDS_CHARACTERS = 4_000
SUBJECT = "Written on the page of the input"


def write_back(office: Office, holder: LinkHolder, words: str) -> None:
    """Kept as a message of the owner's; after the freeze it is late, as a mail would be.

    Refused without words, with too many, and once the cycle is closed.
    """
    said = words.replace("\x00", "").strip()
    if not said:
        raise ReasonMissing
    if len(said) > WORDS_CHARACTERS:
        raise MoveNotAllowed(f"At most {WORDS_CHARACTERS:,} characters.")
    at = office.now()
    with office.sessions(holder.company_id) as session:
        asked = sendable(session, holder.input_id)
        who = people.by_id(session, holder.person_id)
        case_id = input_case(asked.id)
        message = NewMessage(
            content=_as_mail(who.name, who.email, said, at.isoformat()),
            received_at=at,
            state="new",
            company_id=holder.company_id,
            case_id=case_id,
            sender_id=holder.person_id,
            subject=SUBJECT,
            text=said,
        )
        kept = messages.keep_message(session, message)
        if not kept.new:
            return
        ledger.append(
            session,
            Occasion(
                company_id=holder.company_id,
                channel=Channel.LINK,
                case_id=case_id,
                brief_sha256=None,
            ),
            at=at,
            kind="message_received",
            actor=person(who.key, who.role),
            subject=f"case:{case_id}",
            facts={"sha256": messages.content_id(message.content).removeprefix("sha256:")},
        )
        hand_over(office, session, case_id, kept.id)


def _as_mail(name: str, address: str, words: str, at: str) -> bytes:
    """The case reads mails, so that is what it gets; nothing of it was ever sent."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = f"{name} <{address}>" if name.isascii() else address
    mail["Subject"] = SUBJECT
    mail["X-Written-At"] = at
    mail.set_content(words)
    return mail.as_bytes()
