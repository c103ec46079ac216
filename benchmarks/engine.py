"""Decision submitted → next step executed, side by side on one server: `make bench`.

Every way has one write before and one after the gate and is told over the same kept
connections; every case is executed exactly once, or the run fails.
  (a)   claim row and LangGraph resume, in process, no HTTP
  (b)   FastAPI route that claims and resumes in process, durability `sync`; the aim is set by it
  exit  the same with durability `exit`: quicker, but a crash loses the acknowledged answer
  ours  FastAPI route, one transaction, Procrastinate, LangGraph:
        with 1 or 2 worker processes beside the one that answers; in one process that answers and
        works; and as `sopwith serve` does it, with the product's own application and route
The ways take turns in several rounds, so that the machine's moods reach all of them; the table
gives medians over rounds, the ratios are taken within a round first.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

import httpx
from psycopg import Connection
from sqlalchemy.engine import URL

from benchmarks.bare import TABLES
from benchmarks.costs import Costs, Meter
from benchmarks.noting import Notes
from benchmarks.ours import office_at
from benchmarks.reporting import Figures, report
from benchmarks.ways import PORT, SERVING_PORT, Way, bare_ways, our_ways
from runtime import database
from tests import stage
from tests.processes import ROOT, wait_until

ROUNDS = 3
WARM_UP = 80
ONE_BY_ONE = 60
AT_ONCE = 150
IN_FLIGHT = 16
STARTED_S = 180
QUIET_S = 0.01
"""Between two decisions one by one, so that none meets the last one's tidying up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hall:
    """What a measurement needs: the server, the counters and the notes."""

    url: URL
    folder: Path
    meter: Meter
    notes: Notes

    def wait_for(self, cases: list[str]) -> dict[str, float]:
        """When each of the cases was executed, once all are."""
        limit_s = time.monotonic() + 60
        while not (done := self.notes.all()).keys() >= set(cases):
            assert time.monotonic() < limit_s, "a decision was never executed"
            time.sleep(0.002)
        return done


def main(rounds: int = ROUNDS) -> None:
    with tempfile.TemporaryDirectory(prefix="sopwith-bench-") as given:
        home = Path(given)
        home.chmod(0o755)
        folder = home / "notes"
        folder.mkdir()
        url = fresh_database(home)
        hall = Hall(url=url, folder=folder, meter=Meter(url, home), notes=Notes(folder))
        office = office_at(url, hall.notes)
        company_id = stage.set_up_company(office)
        with started("benchmarks.routes", url, folder, PORT) as routes:
            wait_until(lambda: _answers(PORT), seconds=STARTED_S)
            ways = [
                *bare_ways(url, hall.notes, routes.pid),
                *our_ways(office, company_id, routes.pid),
            ]
            figures = [[measure(way, hall) for way in ways] for _ in range(rounds)]
        assert_exactly_once(hall.meter)
        report(figures)
        hall.meter.close()
        office.close()


def fresh_database(home: Path) -> URL:
    url = database.embedded(home / "database")
    with Connection.connect(database.plain(url), autocommit=True) as admin:
        admin.execute("create database bench")
    url = url.set(database="bench")
    database.migrate(url)
    with Connection.connect(database.plain(url), autocommit=True) as admin:
        for statement in TABLES.strip().splitlines():
            admin.execute(statement.encode())
    return url


@contextmanager
def started(
    module: str, url: URL, folder: Path, *more: object
) -> Iterator[subprocess.Popen[bytes]]:
    address = url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", module, address, str(folder), *map(str, more)]
    process = subprocess.Popen(command, cwd=ROOT)
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def _answers(port: int) -> bool:
    try:
        return bool(httpx.get(f"http://127.0.0.1:{port}/ready"))
    except httpx.TransportError:
        return False


def measure(way: Way, hall: Hall) -> Figures:
    cases = way.open_cases(WARM_UP + ONE_BY_ONE + AT_ONCE)
    paused_bytes = hall.meter.paused_bytes(cases)
    with ExitStack() as stack:
        processes = [
            stack.enter_context(started(module, hall.url, hall.folder, *more)).pid
            for module, *more in way.working
        ]
        if processes:
            wait_until(lambda: _workers(hall.meter) == len(processes), seconds=STARTED_S)
            _settle(hall.meter)
        if way.served_by is not None:
            processes.append(way.served_by)
        else:
            wait_until(lambda: _answers(SERVING_PORT), seconds=STARTED_S)
        submit_at_once(way, hall, cases[:WARM_UP])
        waits = one_by_one(way, hall, cases[WARM_UP:-AT_ONCE])
        seconds, costs = at_once(way, hall, cases[-AT_ONCE:], processes)
    return Figures(
        name=way.name,
        p50_ms=median(waits) * 1000,
        p95_ms=quantiles(waits, n=20)[-1] * 1000,
        per_second=AT_ONCE / seconds,
        costs=costs,
        paused_bytes=paused_bytes,
    )


def _workers(meter: Meter) -> int:
    return meter.count(
        "select count(*) from procrastinate_workers"
        " where last_heartbeat > now() - interval '2 seconds'"
    )


def _settle(meter: Meter) -> None:
    """Let the queue run empty, so that opening cases isn't counted as deciding."""
    wait_until(
        lambda: (
            meter.count(
                "select count(*) from procrastinate_jobs"
                " where status in ('todo', 'doing') and task_name = 'advance'"
            )
            == 0
        )
    )


def one_by_one(way: Way, hall: Hall, cases: list[str]) -> list[float]:
    """Seconds from sending each decision to its next step, nothing else going on."""
    waits = []
    for case_id in cases:
        time.sleep(QUIET_S)
        sent_s = time.monotonic()
        way.submit(case_id)
        waits.append(hall.wait_for([case_id])[case_id] - sent_s)
    return waits


def at_once(way: Way, hall: Hall, cases: list[str], processes: list[int]) -> tuple[float, Costs]:
    """Seconds until all were executed, and what each cost, its tidying up included."""
    before = hall.meter.read(processes)
    seconds = submit_at_once(way, hall, cases)
    if way.working:
        _settle(hall.meter)
    return seconds, hall.meter.read(processes).since(before, len(cases))


def submit_at_once(way: Way, hall: Hall, cases: list[str]) -> float:
    began_s = time.monotonic()
    with ThreadPoolExecutor(IN_FLIGHT) as pool:
        list(pool.map(way.submit, cases))
    done = hall.wait_for(cases)
    return max(done[case_id] for case_id in cases) - began_s


def assert_exactly_once(meter: Meter) -> None:
    """Every case opened was decided once, and its step left one effect."""
    opened = meter.count("select count(*) from work_case")
    for query in (
        "select count(*) from work_case where state = 'done' and seen = rings",
        "select count(*) from request where closed_at is not null",
        "select count(*) from decision",
        "select count(*) from ledger_event where kind = 'decided'",
        "select count(*) from effect where content ->> 'choice' = 'build_early'",
    ):
        assert meter.count(query) == opened, query
    asked = meter.count("select count(*) from bare_asked")
    assert meter.count("select count(*) from bare_acted where verdict = 'approve'") == asked


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
