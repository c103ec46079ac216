"""A process that reads mail: `python -m tests.mail_readers DATABASE_URL HOME START POINT [PORT]`.

From the folder `inbox` in HOME, or with a PORT from the mail server on it. With a START file it
waits until the file is there. It reads until nothing is left, and prints how many messages it
handled.
"""

import sys
import time
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from sqlalchemy.engine import make_url

from mail.imap import ImapFolder, Security, open_imap
from mail.mailbox import FolderMailbox, Mailbox
from runtime.receiving import receive_from
from tests.imap_server import PASSWORD, USER
from tests.stage import office_at


def opened(home: Path, port: str) -> AbstractContextManager[Mailbox]:
    if not port:
        return nullcontext(FolderMailbox(home / "inbox"))
    where = ImapFolder(
        host="127.0.0.1",
        port=int(port),
        security=Security.NONE,
        user=USER,
        password=PASSWORD,
    )
    return open_imap(where)


if __name__ == "__main__":
    url, home, start, point, port = sys.argv[1:]
    office = office_at(make_url(url), home=Path(home), failpoint=point)
    print("ready", flush=True)
    while not Path(start).exists():
        time.sleep(0.01)
    handled = 0
    while found := receive_from(office, lambda: opened(Path(home), port)):
        handled += found
    print(handled, flush=True)
    office.close()
