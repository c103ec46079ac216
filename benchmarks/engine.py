"""Decision submitted → next step executed, side by side on one server: `make bench`.

Three paths, each with one write before and after the gate, durability `sync`:
  bare   claim row and LangGraph resume, in process, no HTTP
  route  FastAPI route that claims and resumes in process
  ours   FastAPI route, one transaction, Procrastinate, worker process, LangGraph
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import uuid4

import httpx
from psycopg import Connection
from sqlalchemy.engine import URL

from benchmarks.bare import TABLES, Bare
from runtime import database
from runtime.advancing import advance
from runtime.office import Office
from runtime.sweeping import start_case
from store.tables.gates import RequestRow
from tests import stage
from tests.processes import wait_until, worker

ONE_BY_ONE = 150
AT_ONCE = 300
IN_FLIGHT = 16
PORT = 8931
ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    path: str
    p50_ms: float
    p95_ms: float
    per_second: float
    commits: float
    wal_bytes: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way to decide: opens cases, submits one, and says when each was acted on."""

    name: str
    open_cases: Callable[[int], list[str]]
    submit: Callable[[str], None]
    acted: Callable[[], dict[str, float]]


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="sopwith-bench-") as folder:
        home = Path(folder)
        home.chmod(0o755)
        url = fresh_database(home)
        office = stage.office_at(url)
        company_id = stage.set_up_company(office)
        with served(url), httpx.Client(base_url=f"http://127.0.0.1:{PORT}") as client:
            paths = [
                bare_path(url, None),
                bare_path(url, client),
                our_path(office, company_id, client),
            ]
            figures = [measure(paths[0], url), measure(paths[1], url)]
            for workers in (1, 2):
                with ExitStack() as stack:
                    for _ in range(workers):
                        stack.enter_context(worker(url, home))
                    wait_until(partial(has_workers, url, workers))
                    figures.append(measure(paths[2], url, note=f", {workers} worker(s)"))
        print_report(figures, paused_bytes(url))
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
def served(url: URL) -> Iterator[None]:
    command = [
        sys.executable,
        "-m",
        "benchmarks.routes",
        url.render_as_string(hide_password=False),
        str(PORT),
    ]
    process = subprocess.Popen(command, cwd=ROOT)
    try:
        wait_until(_ready)
        yield
    finally:
        process.kill()
        process.wait()


def _ready() -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{PORT}/ready").is_success
    except httpx.TransportError:
        return False


def working(url: URL) -> int:
    return int(
        scalar(
            url,
            "select count(*) from procrastinate_workers"
            " where last_heartbeat > now() - interval '2 seconds'",
        )
    )


def has_workers(url: URL, count: int) -> bool:
    return working(url) >= count


def is_acted(path: Way, case_id: str) -> bool:
    return case_id in path.acted()


def bare_path(url: URL, client: httpx.Client | None) -> Way:
    bare = Bare(database.plain(url))

    def open_cases(count: int) -> list[str]:
        ids = [f"bare:{uuid4()}" for _ in range(count)]
        for case_id in ids:
            bare.open_case(case_id)
        return ids

    def acted() -> dict[str, float]:
        return dict(rows(url, "select case_id, acted_s from bare_acted"))

    if client is None:
        return Way(name="bare resume", open_cases=open_cases, submit=bare.decide, acted=acted)
    return Way(
        name="route, in process",
        open_cases=open_cases,
        submit=lambda case_id: _posted(client, f"/bare/{case_id}"),
        acted=acted,
    )


def our_path(office: Office, company_id: int, client: httpx.Client) -> Way:
    asked: dict[str, str] = {}

    def open_cases(count: int) -> list[str]:
        cases = [stage.case_row(office, company_id) for _ in range(count)]
        for case in cases:
            start_case(office, case)
            advance_if_free(office, case.id, company_id)
            wait_until(partial(has_request, office, company_id, case.id))
            request = stage.request_of(office, company_id, case.id)
            asked[case.id] = f"/sopwith/{company_id}/{request.id}/{request.brief_sha256}"
        return [case.id for case in cases]

    def acted() -> dict[str, float]:
        return dict(rows(office.url, "select case_id, (content->>'acted_s')::float from effect"))

    return Way(
        name="ours",
        open_cases=open_cases,
        submit=lambda case_id: _posted(client, asked[case_id]),
        acted=acted,
    )


def advance_if_free(office: Office, case_id: str, company_id: int) -> None:
    """A worker may have the case in hand already; then it needs no help."""
    from runtime.advancing import CaseBusy  # noqa: PLC0415
    from store.advancing import CaseMovedOn  # noqa: PLC0415

    try:
        advance(office, case_id, company_id)
    except (CaseBusy, CaseMovedOn):
        return


def has_request(office: Office, company_id: int, case_id: str) -> bool:
    with office.sessions(company_id) as session:
        return session.query(RequestRow).filter_by(case_id=case_id).count() == 1


def _posted(client: httpx.Client, path: str) -> None:
    client.post(path).raise_for_status()


def measure(path: Way, url: URL, *, note: str = "") -> Figures:
    waits = one_by_one(path)
    cases = path.open_cases(AT_ONCE)
    settle(url)
    commits, wal = counters(url)
    began = time.monotonic()
    with ThreadPoolExecutor(IN_FLIGHT) as pool:
        list(pool.map(path.submit, cases))
    wait_until(lambda: path.acted().keys() >= set(cases), seconds=120)
    done = path.acted()
    seconds = max(done[case_id] for case_id in cases) - began
    commits_after, wal_after = counters(url)
    return Figures(
        path=path.name + note,
        p50_ms=statistics.median(waits) * 1000,
        p95_ms=statistics.quantiles(waits, n=20)[-1] * 1000,
        per_second=AT_ONCE / seconds,
        commits=(commits_after - commits) / AT_ONCE,
        wal_bytes=(wal_after - wal) / AT_ONCE,
    )


def one_by_one(path: Way) -> list[float]:
    cases = path.open_cases(ONE_BY_ONE)
    sent: dict[str, float] = {}
    for case_id in cases:
        sent[case_id] = time.monotonic()
        path.submit(case_id)
        wait_until(partial(is_acted, path, case_id), seconds=30)
    done = path.acted()
    return [done[case_id] - sent[case_id] for case_id in cases]


def settle(url: URL) -> None:
    """Let the queue run empty, so that opening cases isn't counted as deciding."""
    wait_until(
        lambda: (
            not scalar(
                url,
                "select count(*) from procrastinate_jobs"
                " where status in ('todo', 'doing') and task_name = 'advance'",
            )
            or not working(url)
        ),
    )


def counters(url: URL) -> tuple[float, float]:
    return (
        scalar(url, "select xact_commit from pg_stat_database where datname = 'bench'"),
        scalar(url, "select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')"),
    )


def paused_bytes(url: URL) -> float:
    """Bytes of checkpoint rows a case has left behind, all paths together."""
    return scalar(
        url,
        "select (pg_total_relation_size('checkpoints') + pg_total_relation_size('checkpoint_blobs')"
        " + pg_total_relation_size('checkpoint_writes'))"
        " / (select count(distinct thread_id) from checkpoints)",
    )


def scalar(url: URL, query: str) -> float:
    return float(rows(url, query)[0][0])


def rows(url: URL, query: str) -> list[tuple[str, float]]:
    with Connection.connect(database.plain(url), autocommit=True) as connection:
        return connection.execute(query.encode()).fetchall()


def print_report(figures: list[Figures], case_bytes: float) -> None:
    route = figures[1]
    print(
        f"{'path':22}{'p50 ms':>8}{'p95 ms':>8}{'/s':>7}{'commits':>9}{'WAL B':>9}   against route"
    )
    for f in figures:
        ratio = f"p50 × {f.p50_ms / route.p50_ms:.2f}, rate × {f.per_second / route.per_second:.2f}"
        print(
            f"{f.path:22}{f.p50_ms:8.1f}{f.p95_ms:8.1f}{f.per_second:7.0f}"
            f"{f.commits:9.1f}{f.wal_bytes:9.0f}   {ratio}"
        )
    print(f"checkpoint bytes a finished case: {case_bytes:.0f}")


if __name__ == "__main__":
    main()
