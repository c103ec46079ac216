"""Captured mail, taken apart for showing. Development only."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from agents.reading_suspicion import visible
from api import formats
from api.gather.understood import understood
from api.tongue import Say, say
from api.views.captured_mail import MailLine, OneMailView
from api.views.decision import Viewer
from store.tables.effects import CapturedMailRow, MessageRow

CAME = {
    "new": Say("Came in, not read yet"),
    "read": Say("Came in"),
    "quarantined": Say("Came in, kept apart"),
    "ignored": Say("Came in, nothing to read"),
}
SHOWN = ("From", "To", "Subject", "Date", "Reply-To", "In-Reply-To", "Message-ID")


def sent_line(row: CapturedMailRow, viewer: Viewer) -> MailLine:
    return MailLine(
        href=f"/mail/{row.id}",
        subject=row.subject,
        sender="Sopwith",
        to=row.to_address,
        at=row.captured_at.astimezone(viewer.zone),
        direction=say("Sent"),
    )


def incoming_line(row: MessageRow, viewer: Viewer) -> MailLine:
    mail = _parsed(row.content)
    return MailLine(
        href=f"/mail/in/{row.id}",
        subject=visible(row.subject) or say("(no subject)"),
        sender=str(mail.get("From", "")),
        to="Sopwith",
        at=row.received_at.astimezone(viewer.zone),
        direction=CAME[row.state],
        understood=", ".join(understood(row)),
    )


def one_mail(line: MailLine, content: bytes, lines: tuple[str, ...] = ()) -> OneMailView:
    mail = _parsed(content)
    return OneMailView(
        line=line,
        text=visible(_body(mail, "plain")),
        html_href=f"{line.href}/html" if mail.get_body(("html",)) else "",
        headers=tuple((name, visible(str(mail[name]))) for name in SHOWN if mail[name]),
        attachments=tuple(
            visible(part.get_filename() or "attachment") for part in mail.iter_attachments()
        ),
        understood=tuple(formats.headline(line) for line in lines),
    )


def html_of(content: bytes) -> str:
    return _body(_parsed(content), "html")


def _body(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body((kind,))
    return str(part.get_content()) if part else ""


def _parsed(content: bytes) -> EmailMessage:
    return message_from_bytes(content, policy=default)
