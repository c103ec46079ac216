"""What one reader waits for, page by page and decision by decision, over a kept connection."""

import http.client
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from uuid import uuid4

import psutil
from psycopg import Connection

from api.deps import COOKIE
from benchmarks.saying import say
from benchmarks.ways import SERVING_PORT, Asked
from benchmarks.web_company import Crowd
from runtime.advancing import advance
from runtime.database import plain
from runtime.office import Office
from runtime.signing_in import open_session
from runtime.sweeping import start_case
from tests import stage

READERS = 100
WARM_UP = 20
Times = Sequence[float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What one kind of request took, in milliseconds."""

    what: str
    past: int
    p50_ms: float
    p95_ms: float
    work_ms: float
    """Of the serving process's own processor time for each, its worker's share among it."""

    @classmethod
    def of(cls, what: str, past: int, times: Times, work_s: float) -> "Line":
        p95 = quantiles(times, n=20)[-1]
        return cls(
            what=what,
            past=past,
            p50_ms=median(times) * 1000,
            p95_ms=p95 * 1000,
            work_ms=work_s / len(times) * 1000,
        )


class Reader:
    """One kept connection to the server, as somebody who is signed in."""

    def __init__(self) -> None:
        self._to = http.client.HTTPConnection("127.0.0.1", SERVING_PORT, timeout=120)

    def timed(self, token: str, path: str) -> float:
        began = time.perf_counter()
        self._to.request("GET", path, headers={"Cookie": f"{COOKIE}={token}"})
        answer = self._to.getresponse()
        answer.read()
        assert answer.status == http.client.OK, f"{path}: {answer.status}"
        return time.perf_counter() - began

    def decided(self, asked: Asked) -> float:
        began = time.perf_counter()
        self._to.request("POST", asked.own_path, asked.form, asked.headers)
        answer = self._to.getresponse()
        answer.read()
        assert answer.status == http.client.SEE_OTHER, answer.status
        return time.perf_counter() - began


def measured(
    office: Office, company: Crowd, past: int, asked: Sequence[Asked], looks: int, *, pid: int
) -> list[Line]:
    tokens = [open_session(office, person) for person in company.approvers]
    pages = waiting_pages(office, company)
    reader = Reader()
    for number in range(WARM_UP):
        reader.timed(tokens[number], "/inbox")
        reader.timed(tokens[number], pages[number % len(pages)])

    def times(look: Callable[[int], float]) -> Times:
        return [look(number) for number in range(looks)]

    kinds: dict[str, Callable[[], Times]] = {
        "inbox": lambda: times(lambda n: reader.timed(tokens[1 + n % READERS], "/inbox")),
        "busiest inbox": lambda: times(lambda _: reader.timed(tokens[0], "/inbox")),
        "decision page": lambda: times(
            lambda n: reader.timed(tokens[n % READERS], pages[n % len(pages)])
        ),
        "decide": lambda: [reader.decided(one) for one in asked],
    }
    lines: list[Line] = []
    server = psutil.Process(pid)
    for what, look in kinds.items():
        before, taken, after = _worked(server), look(), _worked(server)
        lines.append(Line.of(what, past, taken, after - before))
        say(f"{what}: p95 {lines[-1].p95_ms:.1f} ms, {lines[-1].work_ms:.1f} ms of processor time")
    return lines


def _worked(server: psutil.Process) -> float:
    spent = server.cpu_times()
    return float(spent.user + spent.system)


def waiting_pages(office: Office, company: Crowd) -> list[str]:
    with Connection.connect(plain(office.url)) as connection:
        rows = connection.execute(
            "select id from request where company_id = %s and closed_at is null"
            " and key like 'asked/%%' order by id limit 400",
            [company.company_id],
        ).fetchall()
    return [f"/requests/{row[0]}" for row in rows]


def opened(office: Office, company_id: int, token: str, decisions: int) -> list[Asked]:
    """Requests of real cases that wait at their gate; what a yes sets off is executed.

    They are opened before anybody serves: a worker would take them up too.
    """
    asked: list[Asked] = []
    for _ in range(decisions):
        case = stage.case_row(office, company_id, f"cycle:{uuid4()}")
        start_case(office, case)
        advance(office, case.id, company_id)
        request = stage.request_of(office, company_id, case.id)
        asked.append(
            Asked(
                company_id=company_id,
                request_id=request.id,
                brief_sha256=request.brief_sha256,
                token=token,
            )
        )
    return asked
