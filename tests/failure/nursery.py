"""Where lives are ordered and their ends looked at: one forking process, one mail server."""

import json
import socket
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from email import message_from_bytes
from email.policy import default
from typing import Any
from uuid import UUID

from aiosmtpd.controller import Controller
from sqlalchemy.engine import URL

from runtime.office import Office
from tests import stage
from tests.failure.life import LATER, LETTERS, SCRIPTS, Life
from tests.failure.two_gates import office_at
from tests.invariants import Seen, broken, paused_at
from tests.processes import ROOT


class Post:
    """A mail server that writes down every message it took, by the receiver's company."""

    def __init__(self) -> None:
        self.taken: defaultdict[int, list[str]] = defaultdict(list)

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        said = message_from_bytes(envelope.content, policy=default)
        self.taken[int(said["Subject"].split()[-1])].append(str(said["Message-ID"]))
        return "250 taken"


@dataclass(slots=True, kw_only=True)
class Tally:
    """What was done and what was found, in words a failed test prints."""

    runs: int = 0
    kills: int = 0
    receipts: int = 0
    letters: int = 0
    repeats: int = 0
    against: dict[str, list[str]] = field(default_factory=dict[str, list[str]])

    def __str__(self) -> str:
        return (
            f"{self.runs} runs, {self.kills} kills, {self.receipts} receipts,"
            f" {self.letters} letters {self.repeats} repeats under the same key;"
            f" against the invariants: {self.against or 'nothing'}"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    killed: bool
    passed: tuple[str, ...]
    """The places a life came by that ended by itself."""
    receipts: tuple[tuple[UUID, tuple[str, ...]], ...]


@dataclass(slots=True, kw_only=True)
class Nursery:
    office: Office
    post: Post
    process: "subprocess.Popen[str]"
    tally: Tally = field(default_factory=Tally)
    """Of the test at hand."""

    def run(self, script: str, *places: str, broken_by: str | None = None) -> Fate:
        """A company's case; processes die at the places one after the other, and one lives."""
        company_id = stage.set_up_company(self.office)
        life = Life(company_id=company_id, case_id=f"cycle:{company_id}", script=script, number=0)
        receipts: dict[UUID, tuple[str, ...]] = {}
        self.tally.runs += 1
        for place in places:
            self._live(life, receipts, broken_by, dies_at=place)
            life = replace(life, number=life.number + 1)
        last = self._live(life, receipts, broken_by)
        self._count(life, receipts)
        return last

    def _live(
        self,
        life: Life,
        receipts: dict[UUID, tuple[str, ...]],
        broken_by: str | None,
        *,
        dies_at: str | None = None,
    ) -> Fate:
        fate = self._fate_of(life, dies_at=dies_at, broken_by=broken_by)
        self.tally.kills += fate.killed
        where = f"{life.script}, life {life.number}, {dies_at or 'to its end'}"
        for decision_id, said in fate.receipts:
            if receipts.setdefault(decision_id, said) != said:
                self._against("I1", where, f"another receipt for {decision_id}")
        self._look(life, receipts, where, at_rest=not fate.killed)
        return fate

    def _fate_of(self, life: Life, *, dies_at: str | None, broken_by: str | None) -> Fate:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        order = {"life": asdict(life), "dies_at": dies_at, "broken": broken_by}
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        said = json.loads(self.process.stdout.readline())
        assert said["code"] in {0, -9}, f"a life ended with {said['code']}, see its error output"
        return Fate(
            killed=said["code"] != 0,
            passed=tuple(said["passed"]),
            receipts=tuple((UUID(id_), tuple(told)) for id_, *told in said["receipts"]),
        )

    def _look(
        self, life: Life, receipts: dict[UUID, tuple[str, ...]], where: str, *, at_rest: bool
    ) -> None:
        seen = Seen(
            at=life.begins_at + LATER,
            acknowledged=receipts,
            received=self.post.taken[life.company_id],
            paused_at=paused_at(self.office, life.case_id),
        )
        with self.office.unfenced() as session:
            found = broken(session, life.company_id, seen, at_rest=at_rest)
        for number, against in found.items():
            self._against(number, where, ", ".join(against))

    def _against(self, number: str, where: str, what: str) -> None:
        self.tally.against.setdefault(number, []).append(f"{where}: {what}")

    def _count(self, life: Life, receipts: dict[UUID, tuple[str, ...]]) -> None:
        """The end is the same whoever died: every answer has a receipt, every letter arrived."""
        taken = Counter(self.post.taken[life.company_id])
        self.tally.receipts += len(receipts)
        self.tally.letters += len(taken)
        self.tally.repeats += taken.total() - len(taken)
        told = (len(receipts), len(taken))
        if told != (len(SCRIPTS[life.script]), LETTERS[life.script]):
            self._against("end", f"{life.script} {life.case_id}", f"receipts, letters: {told}")


@contextmanager
def nursery(url: URL) -> Iterator[Nursery]:
    """On a database of its own, which it spoils for others."""
    post = Post()
    server = Controller(post, hostname="127.0.0.1", port=free_port())
    server.start()
    office = office_at(url)
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "tests.failure.mortals",
            url.render_as_string(hide_password=False),
            str(server.port),
        ],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            yield Nursery(office=office, post=post, process=process)
        finally:
            process.kill()
            office.close()
            server.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
