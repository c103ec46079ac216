"""The demo people's mail: what reached each of them, and what they send back."""

from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, default
from email.utils import format_datetime, make_msgid

from sqlalchemy import select

from mail.letter import message_id
from runtime.halden_files import DemoFile
from runtime.office import Office
from store.tables.effects import CapturedMailRow, EffectRow
from store.tables.people import PersonRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """A letter as its reader finds it. `kind` and `case_id` are what a person sees at a glance."""

    mail_id: int
    person: str
    kind: str
    case_id: str | None
    subject: str
    reply_to: str | None
    message_id: str
    text: str


def arrived_since(office: Office, company_id: int, mail_id: int) -> list[Arrived]:
    """Letters that were delivered after this one, oldest first."""
    with office.sessions(company_id) as session:
        rows = session.scalars(
            select(CapturedMailRow)
            .where(CapturedMailRow.company_id == company_id, CapturedMailRow.id > mail_id)
            .order_by(CapturedMailRow.id)
        ).all()
        people = dict(session.execute(select(PersonRow.email, PersonRow.key)).tuples().all())
        effects = {
            message_id(effect.key, office.settings.mail_domain): effect
            for effect in session.scalars(select(EffectRow))
        }
    return [_arrived(row, people, effects[row.message_id]) for row in rows]


def _arrived(row: CapturedMailRow, people: dict[str, str], effect: EffectRow) -> Arrived:
    mail = message_from_bytes(row.content, policy=default)
    body = mail.get_body(("plain",))
    return Arrived(
        mail_id=row.id,
        person=people[row.to_address],
        kind=effect.kind,
        case_id=effect.case_id,
        subject=row.subject,
        reply_to=mail["Reply-To"].addresses[0].addr_spec if mail["Reply-To"] else None,
        message_id=row.message_id,
        text=body.get_content() if body is not None else "",
    )


def reply(
    office: Office, letter: Arrived, sender: PersonRow, text: str, files: tuple[DemoFile, ...] = ()
) -> bytes:
    """The answer as their mail program writes it: above the quoted letter, with attachments."""
    assert letter.reply_to is not None
    now = office.now()
    mail = EmailMessage(policy=SMTP)
    mail["From"] = f"{sender.name} <{sender.email}>"
    mail["To"] = letter.reply_to
    mail["Subject"] = f"Re: {letter.subject}"
    mail["Message-ID"] = make_msgid(domain=sender.email.partition("@")[2])
    mail["In-Reply-To"] = letter.message_id
    mail["Date"] = format_datetime(now)
    quoted = "\n".join(f"> {line}" for line in letter.text.splitlines()[:30])
    told = f"On {now:%a, %d %b %Y at %H:%M}, Sopwith <planning@sopwith.example> wrote:"
    mail.set_content(f"{text}\n\n{told}\n{quoted}\n")
    for file in files:
        mail.add_attachment(
            file.content, maintype="application", subtype="octet-stream", filename=file.name
        )
    return mail.as_bytes()
