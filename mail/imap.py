"""A folder on a mail server, over IMAP. What came stays there until it is kept here.

A message that was handled is moved to a folder of its own. The flag "seen" would not do: a person
who looks into the folder sets it too, and a mail they opened would never be read by us.
"""

import imaplib
import logging
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, LoginError

from mail.parts import Limits

TOO_MUCH_BYTES = Limits().message_bytes + 1
"""Enough of a message to see that it is too large; the rest stays on the server."""
WHOLE = f"BODY.PEEK[]<0.{TOO_MUCH_BYTES}>"
BREAKS = (IMAPClientError, imaplib.IMAP4.error, OSError, ValueError)

log = logging.getLogger(__name__)


class Security(StrEnum):
    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


class MailboxUnreachable(ConnectionError):
    """The mail server's folder can't be read. What came stays there until it can."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImapFolder:
    """Where mail waits on a server, and where it goes when it is kept."""

    host: str
    port: int
    security: Security
    user: str
    password: str = field(repr=False)
    folder: str = "INBOX"
    done_folder: str = "Sopwith"
    timeout_s: float = 20.0
    """Bounds every single answer of the server."""


@contextmanager
def open_imap(where: ImapFolder) -> Iterator["ImapMailbox"]:
    """The folder, logged in, for one run through it. Raises MailboxUnreachable."""
    with _speaking(where):
        client = _connected(where)
    try:
        with _speaking(where):
            mailbox = _mailbox(client, where)
        yield mailbox
    finally:
        with suppress(*BREAKS):
            client.logout()


@contextmanager
def _speaking(where: ImapFolder) -> Iterator[None]:
    """Whatever goes wrong between us and the server is said as one kind of error."""
    try:
        yield
    except LoginError as error:
        raise MailboxUnreachable(f"{where.host} refuses the log-in of {where.user}") from error
    except BREAKS as error:
        raise MailboxUnreachable(f"{where.host}:{where.port}: {_words(error)}") from error


def _connected(where: ImapFolder) -> Any:
    context = ssl.create_default_context()
    client: Any = IMAPClient(
        where.host,
        port=where.port,
        ssl=where.security is Security.TLS,
        ssl_context=context if where.security is Security.TLS else None,
        timeout=where.timeout_s,
    )
    try:
        if where.security is Security.STARTTLS:
            client.starttls(ssl_context=context)
        client.login(where.user, where.password)
    except BaseException:
        with suppress(*BREAKS):
            client.shutdown()
        raise
    return client


def _mailbox(client: Any, where: ImapFolder) -> "ImapMailbox":
    if not client.folder_exists(where.done_folder):
        client.create_folder(where.done_folder)
    selected = client.select_folder(where.folder)
    return ImapMailbox(client, where, int(selected[b"UIDVALIDITY"]))


class ImapMailbox:
    """One run through the folder. Several readers may run at once; a message is then seen twice."""

    def __init__(self, client: Any, where: ImapFolder, validity: int) -> None:
        self._client = client
        self._where = where
        self._validity = validity

    def fetch_new(self) -> Iterator[tuple[str, bytes]]:
        """Oldest first. One that the server can't give out is passed over, and stays."""
        for number in self.waiting():
            with _speaking(self._where):
                raw = self._fetch(number)
            if raw is not None:
                yield f"{self._validity}/{number}", raw

    def waiting(self) -> list[int]:
        """Which messages wait, by the server's numbers, oldest first."""
        with _speaking(self._where):
            return sorted(self._client.search(["UNDELETED"]))

    def _fetch(self, number: int) -> bytes | None:
        try:
            answer: dict[bytes, Any] = self._client.fetch([number], [WHOLE]).get(number, {})
        except IMAPClientAbortError:
            raise
        except IMAPClientError as error:
            log.warning("message %s can't be fetched: %s", number, _words(error))
            return None
        content = next((one for key, one in answer.items() if key.startswith(b"BODY[]")), None)
        return content if isinstance(content, bytes) else None

    def done(self, uid: str) -> None:
        """Move it aside; one that another reader moved is no longer there, which is fine."""
        validity, number = map(int, uid.split("/"))
        if validity == self._validity:
            with _speaking(self._where):
                self._move_aside(number)

    def _move_aside(self, number: int) -> None:
        if self._client.has_capability("MOVE"):
            self._client.move([number], self._where.done_folder)
            return
        self._client.copy([number], self._where.done_folder)
        self._client.delete_messages([number], silent=True)
        if self._client.has_capability("UIDPLUS"):
            self._client.uid_expunge([number])


def _words(error: Exception) -> str:
    return str(error) or type(error).__name__
