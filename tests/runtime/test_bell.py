"""The bell is the short way: what it doesn't do, fails at or dies over, the workers do."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import text
from sqlalchemy.engine import URL

from runtime.bell import HELD_UP_S, Bell, Ring
from runtime.hearing import hear
from runtime.office import Office
from store.tables.gates import RequestRow
from tests import stage
from tests.decide_stage import decide_at
from tests.processes import started, wait_until, worker
from tests.runtime.rung import asked, decide, end_state, is_done, jobs, workers

POINTS = (
    "decision.committed",
    "bell.heard",
    "advance.locked",
    "stage.acted",
    "advance.moved",
    "advance.recorded",
    "bell.answered",
)


@pytest.fixture
def office(empty_database: URL) -> Iterator[Office]:
    opened = stage.office_at(empty_database)
    yield opened
    opened.close()


@contextmanager
def bell_hung(office: Office) -> Iterator[None]:
    office.bell.hang(partial(hear, office), office.graphs.close, hearers=1)
    try:
        yield
    finally:
        office.bell.take_down()


def test_what_is_decided_where_the_bell_hangs_is_done_without_a_worker(office: Office) -> None:
    request = asked(office)
    with bell_hung(office):
        decide(office, request)
        wait_until(lambda: is_done(office, request))
        wait_until(lambda: not jobs(office))
    assert end_state(office, request.company_id) == (1, 1, 1)


def test_where_no_bell_hangs_the_workers_are_asked(office: Office) -> None:
    request = asked(office)
    with bell_hung(office):
        pass
    decide(office, request)
    assert jobs(office) == [("default", "todo")]


def test_what_was_rolled_back_rings_nothing(office: Office) -> None:
    request = asked(office)
    heard: list[Ring] = []
    office.bell.hang(heard.append, lambda: None, hearers=1)
    with pytest.raises(ZeroDivisionError):
        _defer_and_fail(office, request)
    office.bell.take_down()
    assert heard == []
    assert jobs(office) == []


def _defer_and_fail(office: Office, request: RequestRow) -> None:
    with office.sessions(request.company_id) as session:
        office.defer(session, request.case_id, request.company_id)
        raise ZeroDivisionError


def test_a_case_in_other_hands_is_passed_on(office: Office) -> None:
    request = asked(office)
    with office.engine.connect() as other, bell_hung(office):
        other.execute(
            text("select pg_advisory_lock(hashtextextended(:case, 0))"), {"case": request.case_id}
        )
        decide(office, request)
        wait_until(lambda: jobs(office) == [("default", "todo")])
    assert not is_done(office, request)


def test_what_nobody_heard_is_passed_on_by_a_worker(
    office: Office, empty_database: URL, tmp_path: Path
) -> None:
    request = asked(office)
    with worker(empty_database, tmp_path):
        wait_until(lambda: workers(office) == 1)
        office.bell.hang(lambda _ring: None, lambda: None, hearers=1)
        decide(office, request)
        office.bell.take_down()
        wait_until(lambda: is_done(office, request) and not jobs(office))
    assert end_state(office, request.company_id) == (1, 1, 1)


def test_a_ring_heard_twice_changes_nothing(office: Office) -> None:
    request = asked(office)
    rings: list[Ring] = []
    office.bell.hang(rings.append, lambda: None, hearers=1)
    decide(office, request)
    wait_until(lambda: bool(rings))
    office.bell.take_down()
    (ring,) = rings
    hear(office, ring)
    hear(office, ring)
    assert is_done(office, request)
    assert jobs(office) == []
    assert end_state(office, request.company_id) == (1, 1, 1)


def test_a_bell_taken_down_leaves_what_was_rung() -> None:
    heard: list[int] = []
    bell = Bell()

    def slowly(ring: Ring) -> None:
        heard.append(ring.job_id)
        wait_until(lambda: not bell.hangs)

    bell.hang(slowly, lambda: heard.append(-1), hearers=1)
    bell.ring(Ring(case_id="case", company_id=1, job_id=job_id) for job_id in (1, 2, 3))
    wait_until(lambda: heard == [1])
    bell.take_down()
    bell.ring([Ring(case_id="case", company_id=1, job_id=4)])
    assert heard == [1, -1]


def test_what_waits_at_a_bell_that_goes_on_is_left_to_it() -> None:
    bell = Bell()
    began, go_on = Event(), Event()

    def held_up(_ring: Ring) -> None:
        began.set()
        go_on.wait()

    bell.hang(held_up, lambda: None, hearers=1)
    bell.ring(Ring(case_id="case", company_id=1, job_id=job_id) for job_id in (1, 2))
    began.wait()
    assert not bell.will_hear(1), "it is in hand"
    assert bell.will_hear(2)
    assert not bell.will_hear(3), "it waits at another process's bell, if at any"
    wait_until(lambda: not bell.will_hear(2), seconds=HELD_UP_S + 5)
    go_on.set()
    bell.take_down()


@pytest.mark.parametrize("point", POINTS)
def test_killed_at(office: Office, empty_database: URL, tmp_path: Path, point: str) -> None:
    """The process that answered and worked dies; what it acknowledged is done by another."""
    request = asked(office)
    given = (request.company_id, request.id, request.brief_sha256, point)
    with started(decide_at, empty_database, tmp_path, *given) as process:
        wait_until(lambda: process.poll() == -9)
    with worker(empty_database, tmp_path):
        wait_until(lambda: is_done(office, request) and not jobs(office))
    assert end_state(office, request.company_id) == (1, 1, 1)
