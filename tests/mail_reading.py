"""Processes that read mail, and what became of the messages."""

from collections import Counter
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.engine import URL

from runtime.office import Office
from store.tables.effects import MessageRow
from tests.mail_readers import read_all
from tests.processes import Started, start


def states(office: Office) -> Counter[str]:
    with office.unfenced() as session:
        return Counter(session.scalars(select(MessageRow.state)))


@dataclass(frozen=True, slots=True)
class Reader:
    process: Started
    said: Connection

    def ends(self) -> tuple[int, int | None]:
        """Its exit code, and how many messages it handled, if it lived to say so."""
        try:
            handled = self.said.recv()
        except EOFError:
            handled = None
        self.process.join()
        assert self.process.exitcode is not None
        return self.process.exitcode, handled


def reader(url: URL, home: Path, begins: Path, point: str = "", port: int | None = None) -> Reader:
    """A reader that waits for the file `begins`; with a port it reads from the server there."""
    hears, says = Pipe(duplex=False)
    process = start(read_all, url, home, begins, point, port, says)
    says.close()
    assert hears.recv() == "ready"
    return Reader(process, hears)
