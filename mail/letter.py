"""A letter: one mail to one person, as a value, and as the message that goes over the wire."""

import hashlib
import re
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import PurePath

MEDIA = {
    ".xlsx": ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ".ics": ("text", "calendar"),
}
_UNSAFE = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,250}@[^<>\s]{1,250}>")


class AddressUnsafe(ValueError):
    """This is not a mail address a letter can be sent to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who our mails come from; `domain` also names our Message-IDs."""

    name: str
    address: str
    domain: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A workbook or a calendar entry that goes along, by the ending of its name."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """`key` is the effect's idempotency key: the same key gives the same Message-ID for ever."""

    key: str
    to_name: str
    to_address: str
    subject: str
    text: str
    html: str
    thread_key: str
    """Letters with the same thread key stand in one conversation in the reader's client."""
    reply_address: str | None = None
    in_reply_to: str | None = None
    """Message-ID of the mail this one answers."""
    enclosures: tuple[Enclosure, ...] = ()


def one_line(words: str, *, limit: int = 200) -> str:
    r"""Words that fit a header: control characters and line ends become single spaces.

    >>> one_line("Plan\r\nBcc: eve@example.com")
    'Plan Bcc: eve@example.com'
    """
    return " ".join(_UNSAFE.sub(" ", words).split())[:limit]


def message_id(key: str, domain: str) -> str:
    """The Message-ID of an idempotency key: stable, and telling a reader nothing.

    >>> message_id("effect-1", "halden.example") == message_id("effect-1", "halden.example")
    True
    """
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{domain}>"


def address(name: str, spec: str) -> Address:
    """A parsed address. Raises AddressUnsafe for anything but a plain `local@domain`."""
    if _UNSAFE.search(spec) or " " in spec or spec.count("@") != 1:
        raise AddressUnsafe
    try:
        return Address(display_name=one_line(name), addr_spec=spec)
    except (ValueError, IndexError, HeaderParseError) as error:
        raise AddressUnsafe from error


def to_message(letter: Letter, sender: Sender) -> EmailMessage:
    """The letter as an RFC 5322 message, plain text first, HTML beside it.

    No Date header: the carrier's caller sets it, so that composing stays pure.
    """
    message = EmailMessage(policy=SMTP)
    message["From"] = address(sender.name, sender.address)
    message["To"] = address(letter.to_name, letter.to_address)
    message["Subject"] = one_line(letter.subject)
    message["Message-ID"] = message_id(letter.key, sender.domain)
    root = message_id(f"thread {letter.thread_key}", sender.domain)
    answered = _quotable(letter.in_reply_to)
    message["In-Reply-To"] = (answered or [root])[0]
    message["References"] = " ".join([root, *answered])
    if letter.reply_address:
        message["Reply-To"] = address(sender.name, letter.reply_address)
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "DR, RN, NRN"
    message.set_content(letter.text, cte="quoted-printable")
    message.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    for one in letter.enclosures:
        maintype, subtype = MEDIA[PurePath(one.name).suffix]
        message.add_attachment(
            one.content, maintype=maintype, subtype=subtype, filename=one_line(one.name)
        )
    return message


def _quotable(words: str | None) -> list[str]:
    """A stranger's Message-ID is quoted back only when it is one."""
    return [words] if words is not None and _MESSAGE_ID.fullmatch(words) else []
