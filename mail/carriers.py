"""Hands a message to a mail server and says truthfully what became of it."""

import re
import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import getaddresses
from enum import StrEnum
from typing import Protocol

_LINE_DOT = re.compile(rb"(?m)^\.")


class Outcome(StrEnum):
    SENT = "sent"
    REFUSED = "refused"
    """For good, in the server's words: a person must look."""
    RETRY = "retry"
    """Surely not delivered: try again later."""
    UNKNOWN = "unknown"
    """The connection was lost after the text was handed over: it may have been delivered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    outcome: Outcome
    words: str
    """The server's, or what went wrong on the way."""
    code: int | None = None


class Carrier(Protocol):
    def send(self, message: EmailMessage) -> Receipt:
        """Try once to deliver a message to the one person in its To header."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpCarrier:
    """An SMTP server. `timeout_s` bounds every single answer of the server."""

    host: str
    port: int
    starttls: bool = True
    user: str | None = None
    password: str | None = None
    timeout_s: float = 20.0

    def send(self, message: EmailMessage) -> Receipt:
        try:
            server = smtplib.SMTP(self.host, self.port, timeout=self.timeout_s)
            try:
                self._greet(server)
                return _deliver(server, message)
            finally:
                _part(server)
        except (smtplib.SMTPException, OSError) as error:
            # every path after the text was handed over is caught in _deliver
            return Receipt(outcome=Outcome.RETRY, words=_words(error), code=_code(error))

    def _greet(self, server: smtplib.SMTP) -> None:
        server.ehlo_or_helo_if_needed()
        if self.starttls:
            server.starttls(context=ssl.create_default_context())
            server.ehlo()
        if self.user is not None:
            server.login(self.user, self.password or "")


def _deliver(server: smtplib.SMTP, message: EmailMessage) -> Receipt:
    """MAIL, RCPT, DATA: only what happens after the text went out can be unknown."""
    sender, recipient = _envelope(message)
    policy, options = SMTP, list[str]()
    if not (sender + recipient).isascii():
        if not server.has_extn("smtputf8"):
            return Receipt(outcome=Outcome.REFUSED, words="The server takes only ASCII addresses.")
        policy, options = SMTPUTF8, ["SMTPUTF8", "BODY=8BITMIME"]
    content = _LINE_DOT.sub(b"..", message.as_bytes(policy=policy))
    steps: tuple[Callable[[], tuple[int, bytes]], ...] = (
        lambda: server.mail(sender, options),
        lambda: server.rcpt(recipient),
        lambda: server.docmd("DATA"),
    )
    for step in steps:
        code, words = step()
        if code >= 400:  # noqa: PLR2004 RFC 5321: 4xx later, 5xx never
            return _refused(code, words)
    try:
        server.send(content.removesuffix(b"\r\n") + b"\r\n.\r\n")
        code, words = server.getreply()
    except (smtplib.SMTPException, OSError) as error:
        return Receipt(outcome=Outcome.UNKNOWN, words=_words(error))
    if code >= 400:  # noqa: PLR2004
        return _refused(code, words)
    return Receipt(outcome=Outcome.SENT, words=words.decode("utf-8", "replace"), code=code)


def _part(server: smtplib.SMTP) -> None:
    """Say goodbye. Whatever the server answers now cannot change what became of the message."""
    with suppress(smtplib.SMTPException, OSError):
        server.quit()
    server.close()


def _envelope(message: EmailMessage) -> tuple[str, str]:
    ((_, sender),) = getaddresses([str(message["From"])])
    ((_, recipient),) = getaddresses([str(message["To"])])
    return sender, recipient


def _refused(code: int, words: bytes) -> Receipt:
    outcome = Outcome.REFUSED if code >= 500 else Outcome.RETRY  # noqa: PLR2004
    return Receipt(outcome=outcome, words=words.decode("utf-8", "replace"), code=code)


def _words(error: Exception) -> str:
    return str(error) or type(error).__name__


def _code(error: Exception) -> int | None:
    return error.smtp_code if isinstance(error, smtplib.SMTPResponseException) else None
