"""An answer as a person's mail program writes it."""

from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid

from runtime.demo_post import Arrived
from runtime.halden_files import DemoFile
from runtime.office import Office
from store.tables.people import PersonRow


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
