"""Where incoming mail waits, as the settings say: a folder on disk, a mail server, or both."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import partial

from mail.imap import ImapFolder, Security, open_imap
from mail.mailbox import FolderMailbox, Mailbox
from runtime.settings import Settings

PORTS = {Security.TLS: 993, Security.STARTTLS: 143, Security.NONE: 143}
Opened = AbstractContextManager[Mailbox]


def on_disk(settings: Settings) -> Callable[[], Opened] | None:
    """A Maildir; None where none is set."""
    if settings.mailbox is None:
        return None
    mailbox = FolderMailbox(settings.mailbox)
    return lambda: nullcontext(mailbox)


def on_server(settings: Settings) -> Callable[[], Opened] | None:
    """A folder over IMAP, opened afresh for each run; None where no server is set."""
    where = imap_folder(settings)
    return None if where is None else partial(open_imap, where)


def imap_folder(settings: Settings) -> ImapFolder | None:
    if settings.imap_host is None:
        return None
    password = settings.imap_password
    return ImapFolder(
        host=settings.imap_host,
        port=settings.imap_port or PORTS[settings.imap_security],
        security=settings.imap_security,
        user=settings.imap_user,
        password=password.get_secret_value() if password else "",
        folder=settings.imap_folder,
        done_folder=settings.imap_done_folder,
        timeout_s=settings.imap_timeout_s,
    )
