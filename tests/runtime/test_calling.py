"""Who answers without working calls the bell of a worker, and the job stands behind that too."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from psycopg import Connection
from sqlalchemy import text
from sqlalchemy.engine import URL

from runtime.calling import LISTENS, NAME, Callers
from runtime.office import Office
from tests import stage
from tests.processes import wait_until, worker
from tests.runtime.rung import asked, decide, end_state, is_done, jobs


@pytest.fixture
def office(empty_database: URL) -> Iterator[Office]:
    opened = stage.office_at(empty_database)
    opened.callers.calls = True
    yield opened
    opened.close()


def listening(office: Office, callers: Callers | None = None) -> bool:
    """Somebody does, as far as those know who would call: they ask once a second."""
    with office.unfenced() as session:
        return (callers or office.callers).next(session) is not None


def test_a_worker_is_called_and_no_worker_fetches_the_job(
    office: Office, empty_database: URL, tmp_path: Path
) -> None:
    request = asked(office)
    with worker(empty_database, tmp_path):
        wait_until(lambda: listening(office))
        decide(office, request)
        wait_until(lambda: is_done(office, request) and not jobs(office))
    assert end_state(office, request.company_id) == (1, 1, 1)
    with office.unfenced() as session:
        kept = "select count(*) from procrastinate_jobs where task_name = 'advance'"
        assert session.execute(text(kept)).scalar_one() == 0, "a fetched job would be kept a day"


def test_where_nobody_listens_the_workers_are_asked(office: Office) -> None:
    request = asked(office)
    decide(office, request)
    assert jobs(office) == [("default", "todo")]


def test_who_only_answers_in_passing_calls_nobody(
    office: Office, empty_database: URL, tmp_path: Path
) -> None:
    office.callers.calls = False
    request = asked(office)
    with worker(empty_database, tmp_path):
        wait_until(lambda: listening(office, Callers(calls=True)))
        decide(office, request)
        wait_until(lambda: is_done(office, request))
    with office.unfenced() as session:
        kept = "select queue_name from procrastinate_jobs where task_name = 'advance'"
        assert session.execute(text(kept)).scalars().all() == ["default"]


@pytest.mark.parametrize("point", ["bell.heard", "stage.acted"])
def test_a_worker_that_dies_at_a_call_is_stood_in_for(
    office: Office, empty_database: URL, tmp_path: Path, point: str
) -> None:
    """Before the case is taken, and in the middle of it; test_bell has the other points."""
    request = asked(office)
    with worker(empty_database, tmp_path, point) as first:
        wait_until(lambda: listening(office))
        decide(office, request)
        first.wait(timeout=60)
        with worker(empty_database, tmp_path):
            wait_until(lambda: is_done(office, request) and not jobs(office))
    assert end_state(office, request.company_id) == (1, 1, 1)


def test_two_who_listen_take_turns(office: Office) -> None:
    with _someone_named(office), _someone_named(office):
        callers = Callers(calls=True)
        with office.unfenced() as session:
            called = [callers.next(session) for _ in range(4)]
    assert called[:2] == called[2:]
    assert called[0] != called[1]


@contextmanager
def _someone_named(office: Office) -> Iterator[None]:
    with Connection.connect(office.conninfo, autocommit=True) as connection:
        connection.execute(LISTENS, [NAME])
        yield
