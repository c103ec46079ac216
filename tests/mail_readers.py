"""A process that reads a mailbox: `python -m tests.mail_readers DATABASE_URL HOME START [POINT]`.

With a START file it waits until the file is there. It prints how many messages it handled.
"""

import sys
from pathlib import Path

from sqlalchemy.engine import make_url

from mail.mailbox import FolderMailbox
from runtime.receiving import receive_all
from tests.stage import office_at

if __name__ == "__main__":
    url, home, start, *points = sys.argv[1:]
    office = office_at(make_url(url), home=Path(home), failpoint=",".join(points))
    print("ready", flush=True)
    while not Path(start).exists():
        pass
    print(receive_all(office, FolderMailbox(Path(home) / "inbox")), flush=True)
    office.close()
