"""Bytes from a stranger as one typed value: who, to which ticket, in which words, with what."""

import email
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.policy import compat32
from email.utils import parsedate_to_datetime

from mail.headers import (
    PARSER_BREAKS,
    RECIPIENT_HEADERS,
    addresses_of,
    automatic,
    raw_words_of,
    word_of,
    words_of,
)
from mail.history import stripped
from mail.parts import Attachment, Limits, read_parts
from mail.tokens import TokenAmbiguous, token_in

_MESSAGE_ID = re.compile(r"<[^<>\s]{1,250}>")
SEVERAL_SENDERS = "several senders in From"
SEVERAL_TICKETS = "addressed to several tickets"


class UnreadableMail(ValueError):
    """This mail cannot be read; it is kept as it came, for a person to look at."""


class TooLarge(UnreadableMail):
    """This mail is larger than we take; it is kept as it came, for a person to look at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A mail, read. `problems` are notes for the person who looks at it."""

    message_id: str
    """Empty when the sender set none."""
    sender_address: str
    """As the From header claims: routing goes by token, trust by the receiving server's checks."""
    recipients: tuple[str, ...]
    token: str | None
    subject: str
    results: tuple[str, ...]
    """What mail servers found out about the sender (Authentication-Results), as it came."""
    text: str
    """What the sender wrote, without quoted history and signature."""
    is_plain: bool
    """The text was written as text: it wasn't made from HTML."""
    full_text: str
    attachments: tuple[Attachment, ...]
    auto_submitted: bool
    auto_reason: str
    in_reply_to: str
    sent_at: datetime | None
    """UTC; None when the Date header is missing or wrong."""
    problems: tuple[str, ...]


def read_mail(raw: bytes, *, limits: Limits | None = None) -> Incoming:
    """Read a mail. Raises UnreadableMail (or TooLarge) and nothing else, whatever the bytes."""
    bounds = limits or Limits()
    if len(raw) > bounds.message_bytes:
        raise TooLarge
    try:
        return _read(email.message_from_bytes(raw, policy=compat32), bounds)
    except PARSER_BREAKS as error:
        raise UnreadableMail from error


def _read(message: Message, limits: Limits) -> Incoming:
    senders = addresses_of(message, "From")
    if not senders:
        raise UnreadableMail
    sender, *others = senders
    problems: list[str] = []
    if others:
        problems.append(SEVERAL_SENDERS)
    parts = read_parts(message, limits)
    reason = automatic(message)
    sent_at = _sent_at(message, problems)
    return Incoming(
        message_id=_one_id(word_of(message, "Message-ID")),
        sender_address=sender,
        recipients=addresses_of(message, *RECIPIENT_HEADERS),
        token=_token(message, problems),
        subject=word_of(message, "Subject"),
        results=raw_words_of(message, "Authentication-Results"),
        text=stripped(parts.text),
        is_plain=parts.is_plain,
        full_text=parts.text,
        attachments=parts.attachments,
        auto_submitted=bool(reason),
        auto_reason=reason,
        in_reply_to=_one_id(word_of(message, "In-Reply-To")),
        sent_at=sent_at,
        problems=(*problems, *parts.problems),
    )


def _token(message: Message, problems: list[str]) -> str | None:
    try:
        return token_in(value for name in RECIPIENT_HEADERS for value in words_of(message, name))
    except TokenAmbiguous:
        problems.append(SEVERAL_TICKETS)
        return None


def _sent_at(message: Message, problems: list[str]) -> datetime | None:
    written = word_of(message, "Date")
    try:
        sent = parsedate_to_datetime(written)
        return (sent if sent.tzinfo else sent.replace(tzinfo=UTC)).astimezone(UTC)
    except PARSER_BREAKS:
        problems.append("no usable Date" if written else "no Date")
        return None


def _one_id(words: str) -> str:
    found = _MESSAGE_ID.search(words)
    return found.group() if found else ""
