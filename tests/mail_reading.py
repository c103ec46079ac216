"""Processes that read mail, and what became of the messages."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.engine import URL

from runtime.office import Office
from store.tables.effects import MessageRow
from tests.processes import ROOT


def states(office: Office) -> Counter[str]:
    with office.unfenced() as session:
        return Counter(session.scalars(select(MessageRow.state)))


def reader(
    url: URL, home: Path, start: Path, point: str = "", port: int | None = None
) -> subprocess.Popen[str]:
    """A reader that waits for the file `start`; with a port it reads from the server there."""
    address = url.render_as_string(hide_password=False)
    said = [address, str(home), str(start), point, str(port or "")]
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.mail_readers", *said],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process
