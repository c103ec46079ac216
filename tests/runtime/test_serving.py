"""`sopwith serve` and `sopwith worker` as processes: they work, stop in order, and come back."""

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from threading import Event, Thread
from uuid import uuid4

import httpx
import pytest
from psycopg import Connection
from sqlalchemy.engine import URL, make_url

from runtime import database
from runtime.office import Office
from runtime.sweeping import start_case
from store import effects
from store.effects import NewEffect
from store.tables.effects import CapturedMailRow, EffectRow
from tests import stage
from tests.processes import ROOT, wait_until

Process = subprocess.Popen[str]
Start = Callable[..., AbstractContextManager[Process]]
STOPS_WITHIN_S = 30


@pytest.fixture
def home() -> Iterator[Path]:
    """A short path others may enter: run as root, the embedded server insists on both."""
    with tempfile.TemporaryDirectory(prefix="sopwith-serve-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@contextmanager
def started(*command: str, **settings: str) -> Iterator[Process]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("SOPWITH_")}
    process = subprocess.Popen(
        [sys.executable, "-m", "runtime.cli", *command],
        cwd=ROOT,
        env=ours | settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def embedded(*command: str, home: Path, **settings: str) -> AbstractContextManager[Process]:
    return started(*command, SOPWITH_HOME=str(home), **settings)


def on(url: URL, *command: str, **settings: str) -> AbstractContextManager[Process]:
    address = url.render_as_string(hide_password=False)
    return started(*command, SOPWITH_DATABASE_URL=address, **settings)


def says(process: Process) -> str:
    """Its first line: it is ready."""
    assert process.stdout is not None
    return process.stdout.readline()


def address(process: Process) -> str:
    line = says(process)
    found = re.search(r"http://\S+", line)
    assert found, (line, process.poll())
    return found[0]


def stop(process: Process) -> int:
    process.send_signal(signal.SIGTERM)
    return process.wait(STOPS_WITHIN_S)


def has_server(home: Path) -> bool:
    return (home / "database" / "postmaster.pid").exists()


def post(office: Office, key: str = "hello") -> int:
    """Put a mail in the outbox, due at once; returns the company it belongs to."""
    company_id = stage.set_up_company(office)
    letter = {
        "to_name": "Ines Moreau",
        "to_address": "ines@halden.example",
        "subject": "Hello",
        "text": "Hello",
        "html": "<p>Hello</p>",
        "thread_key": key,
    }
    at = office.now()
    effect = NewEffect(key=key, kind="mail", content=letter, held_until=at)
    with office.sessions(company_id) as session:
        effects.hold(session, company_id, effect, at=at)
    return company_id


def effect_of(office: Office, company_id: int) -> EffectRow:
    with office.sessions(company_id) as session:
        return session.query(EffectRow).one()


def test_on_its_own_database_it_serves_works_stops_and_comes_back_from_a_kill(home: Path) -> None:
    with embedded("serve", "--port", "0", home=home) as first:
        assert httpx.get(f"{address(first)}/readyz").text == "ready"
        own = make_url("postgresql+psycopg://postgres@/postgres").set(
            query={"host": str(home / "database")}
        )
        office = stage.office_at(own)
        company_id = post(office)
        wait_until(lambda: effect_of(office, company_id).state == "sent")
        with office.sessions(company_id) as session:
            assert session.query(CapturedMailRow).one().subject == "Hello"
        office.close()
        first.kill()
        assert first.wait() == -signal.SIGKILL
    assert has_server(home), "a killed process leaves its database server"
    with embedded("serve", "--port", "0", home=home) as second:
        assert httpx.get(f"{address(second)}/readyz").text == "ready"
        with embedded("worker", home=home) as beside:
            assert "Working" in says(beside)
            assert stop(second) == 0
            assert has_server(home), "the worker still needs it"
            assert stop(beside) == 0
    assert not has_server(home), "the last one out stops it, the killed one not counted"


def test_the_job_in_hand_is_finished_before_it_stops(empty_database: URL) -> None:
    office = stage.office_at(empty_database)
    with slow_mail_server() as (port, called, go_on), on(
        empty_database, "serve", "--port", "0", SOPWITH_SMTP_HOST="127.0.0.1",
        SOPWITH_SMTP_PORT=str(port),
    ) as process:  # fmt: skip
        address(process)
        company_id = post(office)
        assert called.wait(30)
        assert effect_of(office, company_id).state == "sending"
        process.send_signal(signal.SIGTERM)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(1)
        go_on.set()
        assert process.wait(STOPS_WITHIN_S) == 0
    assert effect_of(office, company_id).state != "sending"
    assert effect_of(office, company_id).problem
    office.close()


@contextmanager
def slow_mail_server() -> Iterator[tuple[int, Event, Event]]:
    """Takes a call, and says that it is busy only when told to go on."""
    called, go_on = Event(), Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer() -> None:
            connection, _ = listening.accept()
            with connection:
                called.set()
                go_on.wait(30)
                connection.sendall(b"421 busy\r\n")

        thread = Thread(target=answer, daemon=True)
        thread.start()
        yield listening.getsockname()[1], called, go_on
        go_on.set()
        thread.join(5)


def cut_off(admin: Connection[tuple[object, ...]]) -> bool:
    """End everybody else's connections. Who was between two of them just opens another."""
    admin.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity"
        " where datname = current_database() and pid <> pg_backend_pid()"
    )
    return True


def test_without_its_worker_it_does_not_go_on_serving(empty_database: URL) -> None:
    with on(empty_database, "serve", "--port", "0") as process:
        address(process)
        with Connection.connect(database.plain(empty_database), autocommit=True) as admin:
            wait_until(
                lambda: bool(admin.execute("select 1 from procrastinate_workers").fetchone())
            )
            wait_until(lambda: cut_off(admin) and process.poll() is not None)
        assert process.returncode == 1
        assert process.stderr is not None
        assert "The worker stopped without being told to" in process.stderr.read()


def test_only_the_pages(empty_database: URL) -> None:
    with on(empty_database, "serve", "--port", "0", "--no-worker") as process:
        assert httpx.get(f"{address(process)}/readyz").text == "ready"
        with Connection.connect(database.plain(empty_database)) as admin:
            assert admin.execute("select 1 from procrastinate_workers").fetchone() is None
        assert stop(process) == 0


def test_a_taken_port_is_named_with_the_way_out(home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with embedded("serve", "--port", str(port), home=home) as process:
            _, error = process.communicate(timeout=60)
    assert process.returncode == 2
    assert f"Port {port}" in error
    assert f"--port {port + 1}" in error
    assert not has_server(home), "nothing was started for it"


@pytest.mark.parametrize("command", [("serve", "--port", "0"), ("worker",)], ids=lambda c: c[0])
def test_a_newer_database_is_left_alone(empty_database: URL, command: tuple[str, ...]) -> None:
    with Connection.connect(database.plain(empty_database), autocommit=True) as admin:
        admin.execute("update alembic_version set version_num = 'from_the_future'")
    with on(empty_database, *command) as process:
        _, error = process.communicate(timeout=60)
    assert process.returncode == 2
    assert "A newer Sopwith made this database" in error
    assert "Traceback" not in error


@pytest.mark.parametrize("command", [("serve", "--port", "0"), ("worker",)], ids=lambda c: c[0])
def test_a_version_that_would_strand_a_case_does_not_start(
    empty_database: URL, command: tuple[str, ...]
) -> None:
    office = stage.office_at(empty_database)
    row = stage.case_row(office, stage.set_up_company(office))
    row.graph_version = "of last year"
    start_case(office, row)
    with on(empty_database, *command) as process:
        _, error = process.communicate(timeout=60)
    assert process.returncode == 2
    assert row.id in error
    office.close()


def test_an_unreachable_database_is_said_in_one_line() -> None:
    nowhere = make_url(f"postgresql+psycopg://127.0.0.1:1/{uuid4().hex}")
    with on(nowhere, "serve", "--port", "0") as process:
        _, error = process.communicate(timeout=60)
    assert process.returncode == 2
    assert "SOPWITH_DATABASE_URL" in error
    assert len(error.splitlines()) == 1
