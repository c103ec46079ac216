"""Pages and decisions of a company with a long past: `make bench-web`.

The product as `sopwith serve` runs it, 10,000 open requests, and 1,000, 10,000 and 100,000 past
ones. One after another, from a browser's side of the connection: inboxes of all approvers and of
the busiest, decision pages, decisions. Then a hundred approvers at once, by locust.
`python -m benchmarks.web --open 1000 --past 500 1000 --load 15` is a small one of a minute.
"""

import http.client
import json
import subprocess
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.engine import URL

from api.deps import COOKIE
from benchmarks.engine import fresh_database, started
from benchmarks.noting import Notes
from benchmarks.ours import office_at
from benchmarks.saying import say
from benchmarks.ways import SERVING_PORT
from benchmarks.web_company import Crowd, crowd
from benchmarks.web_measured import READERS, Line, measured, opened
from benchmarks.web_told import report
from runtime.office import Office
from runtime.signing_in import open_session
from tests.processes import wait_until

STEP = 10_000
"""Requests that are written at once."""


def main() -> int:
    given = options()
    with tempfile.TemporaryDirectory(prefix="sopwith-bench-") as folder:
        home = Path(folder)
        home.chmod(0o755)
        (home / "notes").mkdir()
        lines, sound = run(given, home)
    met = report(lines, given.picture)
    print(f"\n{READERS} at once: {'no errors' if sound else 'there were errors'}")
    return 0 if met and sound else 1


def options() -> Namespace:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--open", type=int, default=10_000)
    parser.add_argument("--past", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--looks", type=int, default=200)
    parser.add_argument("--decisions", type=int, default=60)
    parser.add_argument("--load", type=int, default=60, help="seconds with a hundred at once")
    parser.add_argument("--picture", type=Path, help="where the growth is drawn to, as SVG")
    return parser.parse_args()


def run(given: Namespace, home: Path) -> tuple[list[Line], bool]:
    url = fresh_database(home)
    office = office_at(url, Notes(home / "notes"))
    company = crowd(office)
    write(company, 0, given.open, past=False)
    company.keep_busy()
    lines: list[Line] = []
    sound = True
    for begun, past in zip([0, *given.past], given.past, strict=False):
        write(company, begun, past, past=True)
        token = open_session(office, company.approvers[0])
        asked = opened(office, company.company_id, token, given.decisions)
        say(f"{len(asked)} cases wait at their gate")
        with serving(url, home / "notes") as pid:
            lines += measured(office, company, past, asked, given.looks, pid=pid)
            if past == given.past[-1]:
                sound = crowded(office, company, home, given.load)
    office.close()
    return lines, sound


def write(company: Crowd, first: int, end: int, *, past: bool) -> None:
    for begun in range(first, end, STEP):
        last = min(begun + STEP, end) - 1
        company.ask(begun, last, past=past)
        say(f"{last + 1:,} {'past' if past else 'open'} requests written")


@contextmanager
def serving(url: URL, folder: Path) -> Iterator[int]:
    """Its process id."""
    with started("benchmarks.serving", url, folder, SERVING_PORT) as process:
        wait_until(_answers, seconds=180)
        say("serving")
        yield process.pid


def _answers() -> bool:
    try:
        to = http.client.HTTPConnection("127.0.0.1", SERVING_PORT, timeout=5)
        to.request("GET", "/sign-in")
        return to.getresponse().status == http.client.OK
    except OSError:
        return False


def crowded(office: Office, company: Crowd, home: Path, seconds: int) -> bool:
    """A hundred signed-in approvers at once: they read their inbox and open what waits."""
    tokens = [open_session(office, person) for person in company.approvers[:READERS]]
    told = home / "crowd.json"
    told.write_text(json.dumps({"cookie": COOKIE, "tokens": tokens}))
    told.chmod(0o644)
    command = [sys.executable, "-m", "locust", "-f", "benchmarks/web_users.py", "--headless"]
    command += ["--host", f"http://127.0.0.1:{SERVING_PORT}", "--tokens", str(told)]
    command += ["-u", str(READERS), "-r", "25", "-t", f"{seconds}s", "--only-summary"]
    say(f"{READERS} approvers at once for {seconds} s")
    return subprocess.run(command, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
