"""Pages and decisions of a company with a long past: `make bench-web`.

The product as `sopwith serve` runs it, 10,000 open requests, first 10,000 and then 100,000 past
ones. One after another, from a browser's side of the connection: inboxes of all approvers and of
the busiest, decision pages, decisions. Then a hundred approvers at once, by locust.
"""

import http.client
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from uuid import uuid4

from psycopg import Connection
from sqlalchemy.engine import URL

from api.deps import COOKIE
from benchmarks.engine import fresh_database, started
from benchmarks.noting import Notes
from benchmarks.ours import office_at
from benchmarks.ways import SERVING_PORT, Asked
from benchmarks.web_company import Crowd, crowd
from runtime.advancing import advance
from runtime.database import plain
from runtime.office import Office
from runtime.signing_in import open_session
from runtime.sweeping import start_case
from tests import stage
from tests.processes import wait_until

OPEN = 10_000
PASTS = (10_000, 100_000)
LOOKS = 200
DECISIONS = 60
AT_ONCE = 100
LOAD_S = 60
AIMS_MS = {"inbox": 100, "busiest inbox": 100, "decision page": 150, "decide": 100}
Times = Sequence[float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What one kind of request took, in milliseconds."""

    what: str
    past: int
    p50_ms: float
    p95_ms: float

    @classmethod
    def of(cls, what: str, past: int, times: Times) -> "Line":
        p95 = quantiles(times, n=20)[-1]
        return cls(what=what, past=past, p50_ms=median(times) * 1000, p95_ms=p95 * 1000)


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


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="sopwith-bench-") as given:
        home = Path(given)
        home.chmod(0o755)
        folder = home / "notes"
        folder.mkdir()
        url = fresh_database(home)
        office = office_at(url, Notes(folder))
        company = crowd(office)
        company.ask(0, OPEN - 1, past=False)
        company.keep_busy()
        lines: list[Line] = []
        begun = 0
        for past in PASTS:
            company.ask(begun, past - 1, past=True)
            begun = past
            asked = opened(office, company.company_id, open_session(office, company.approvers[0]))
            with serving(url, folder):
                lines += measured(office, company, past, asked)
                if past == PASTS[-1]:
                    crowded(office, company, home)
        report(lines)
        office.close()


@contextmanager
def serving(url: URL, folder: Path) -> Iterator[None]:
    with started("benchmarks.serving", url, folder, SERVING_PORT):
        wait_until(_answers, seconds=180)
        yield


def _answers() -> bool:
    try:
        to = http.client.HTTPConnection("127.0.0.1", SERVING_PORT, timeout=5)
        to.request("GET", "/sign-in")
        return to.getresponse().status == http.client.OK
    except OSError:
        return False


def measured(office: Office, company: Crowd, past: int, asked: Sequence[Asked]) -> list[Line]:
    tokens = [open_session(office, person) for person in company.approvers]
    pages = waiting_pages(office, company)
    reader = Reader()

    def times(look: Callable[[int], float]) -> Times:
        for number in range(10):
            look(number)
        return [look(number) for number in range(LOOKS)]

    kinds = {
        "inbox": times(lambda n: reader.timed(tokens[1 + n % 100], "/inbox")),
        "busiest inbox": times(lambda _: reader.timed(tokens[0], "/inbox")),
        "decision page": times(lambda n: reader.timed(tokens[n % 100], pages[n % len(pages)])),
        "decide": [reader.decided(one) for one in asked],
    }
    return [Line.of(what, past, taken) for what, taken in kinds.items()]


def waiting_pages(office: Office, company: Crowd) -> list[str]:
    with Connection.connect(plain(office.url)) as connection:
        rows = connection.execute(
            "select id from request where company_id = %s and closed_at is null order by id"
            " limit 400",
            [company.company_id],
        ).fetchall()
    return [f"/requests/{row[0]}" for row in rows]


def opened(office: Office, company_id: int, token: str) -> list[Asked]:
    """Requests of real cases that wait at their gate; what a yes sets off is executed.

    They are opened before anybody serves: a worker would take them up too.
    """
    asked: list[Asked] = []
    for _ in range(DECISIONS):
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


def crowded(office: Office, company: Crowd, home: Path) -> None:
    """A hundred signed-in approvers at once: they read their inbox and open what waits."""
    tokens = [open_session(office, person) for person in company.approvers[:AT_ONCE]]
    told = home / "crowd.json"
    told.write_text(json.dumps({"cookie": COOKIE, "tokens": tokens}))
    told.chmod(0o644)
    command = [sys.executable, "-m", "locust", "-f", "benchmarks/web_users.py", "--headless"]
    command += ["--host", f"http://127.0.0.1:{SERVING_PORT}", "--tokens", str(told)]
    command += ["-u", str(AT_ONCE), "-r", "25", "-t", f"{LOAD_S}s", "--only-summary"]
    done = subprocess.run(command, check=False)
    print(f"\n{AT_ONCE} at once: {'no errors' if done.returncode == 0 else 'there were errors'}")


def report(lines: Sequence[Line]) -> None:
    print(f"\n{'':16}{'past':>9}{'p50 ms':>9}{'p95 ms':>9}{'aim':>7}")
    for line in lines:
        aim = AIMS_MS[line.what]
        met = "met" if line.p95_ms < aim else "missed"
        print(f"{line.what:16}{line.past:>9,}{line.p50_ms:>9.1f}{line.p95_ms:>9.1f}{aim:>7}  {met}")
    print("\np95 with the long past over p95 with the short one:")
    for what in AIMS_MS:
        short, long = (line.p95_ms for line in lines if line.what == what)
        print(f"{what:16}{long / short:>6.2f}")


if __name__ == "__main__":
    main()
