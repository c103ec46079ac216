"""Mails to read, from .eml files and .jsonl lines, and their readings as plain values."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from email.utils import parsedate_to_datetime
from typing import Any

from agents.replies.asked import ask_of
from agents.replies.reader import read_answer
from agents.replies.values import Answer, Ask, ReplyMail
from mail.history import own_words
from mail.incoming import Incoming

_BODY = ("body", "text", "content", "message", "mail")
_RECEIVED = ("received", "received_at", "date", "sent", "sent_at")
_MOST_BODY = 12_000
_YEARS = range(1990, 2100)


class NotAReply(ValueError):
    """This line is not a reply: it must be a JSON object with a body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One mail to read."""

    key: object
    ask: Ask
    mail: ReplyMail


def line_of(written: str, *, number: int, today: date) -> Line:
    """A line of a .jsonl file. Raises NotAReply with what is wrong; odd fields never do."""
    try:
        told = json.loads(written)
    except (ValueError, RecursionError) as error:
        raise NotAReply("it is not JSON") from error
    if not isinstance(told, dict):
        raise NotAReply("it is not an object")
    body = next((told[name] for name in _BODY if isinstance(told.get(name), str)), None)
    if body is None:
        raise NotAReply("it has no body")
    received = next((told[name] for name in _RECEIVED if told.get(name) is not None), None)
    came = day_of(received)
    came = came if came and came.year in _YEARS else None
    subject = told.get("subject")
    return Line(
        key=told.get("id", number),
        ask=ask_of(told.get("ask")),
        mail=ReplyMail(
            words=own_words(body[:_MOST_BODY]),
            everything=body[:_MOST_BODY],
            subject=subject if isinstance(subject, str) else "",
            received=came or today,
            date_known=came is not None,
        ),
    )


def line_of_mail(name: str, mail: Incoming, *, ask: Ask, today: date) -> Line:
    """A message as it came."""
    return Line(
        key=name,
        ask=ask,
        mail=ReplyMail(
            words=mail.text or own_words(mail.full_text),
            everything=mail.full_text[:_MOST_BODY],
            subject=mail.subject,
            received=mail.sent_at.date() if mail.sent_at else today,
            date_known=mail.sent_at is not None,
            automatic=bool(mail.auto_reason),
        ),
    )


def read_line(line: Line) -> dict[str, Any]:
    """The reading of one mail, in the names and order the command prints."""
    answer = read_answer(line.ask, line.mail)
    return {"id": line.key, **_told(answer)}


def _told(answer: Answer) -> dict[str, Any]:
    return {
        "intent": answer.intent.value,
        "accepted": answer.accepted,
        "confidence": answer.confidence,
        "quantity": _number(answer.quantity),
        "unit": answer.unit,
        "when": answer.when,
        "rest_when": answer.rest_when,
        "delegate": answer.delegate,
        "reference": answer.reference,
        "reason": answer.reason or "; ".join(answer.doubts) or None,
    }


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def day_of(told: object) -> date | None:
    """The day a mail came, in its sender's zone, from any usual way of writing it.

    >>> day_of("2026-07-20T09:12:00+02:00"), day_of("Mon, 20 Jul 2026 09:12:00 +0200"), day_of(7)
    (datetime.date(2026, 7, 20), datetime.date(2026, 7, 20), datetime.date(1970, 1, 1))
    """
    try:
        if isinstance(told, int | float) and not isinstance(told, bool):
            return datetime.fromtimestamp(told, UTC).date()
        if not isinstance(told, str):
            return None
        return _written_day(told.strip())
    except (ValueError, TypeError, OverflowError, OSError, IndexError):
        return None


def _written_day(told: str) -> date:
    try:
        return datetime.fromisoformat(told).date()
    except ValueError:
        return parsedate_to_datetime(told).date()


def is_lines(start: bytes) -> bool:
    """Whether a file starts with a JSON object rather than a mail's headers."""
    return start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
