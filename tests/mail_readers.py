"""What a process that reads mail does: from a folder, or from the mail server on a port."""

import time
from contextlib import AbstractContextManager, nullcontext
from multiprocessing.connection import Connection
from pathlib import Path

from sqlalchemy.engine import URL

from mail.imap import ImapFolder, Security, open_imap
from mail.mailbox import FolderMailbox, Mailbox
from runtime.receiving import receive_from
from tests.imap_server import PASSWORD, USER
from tests.stage import office_at


def opened(home: Path, port: int | None) -> AbstractContextManager[Mailbox]:
    if port is None:
        return nullcontext(FolderMailbox(home / "inbox"))
    where = ImapFolder(
        host="127.0.0.1",
        port=port,
        security=Security.NONE,
        user=USER,
        password=PASSWORD,
    )
    return open_imap(where)


def read_all(
    url: URL, home: Path, start: Path, point: str, port: int | None, said: Connection
) -> None:
    """Wait for the file `start`, read until nothing is left, and say how many there were."""
    office = office_at(url, home=home, failpoint=point)
    said.send("ready")
    while not start.exists():
        time.sleep(0.01)
    handled = 0
    while found := receive_from(office, lambda: opened(home, port)):
        handled += found
    said.send(handled)
    office.close()
