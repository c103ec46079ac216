"""Workers die; decisions don't. Real workers, real queue, and how soon one takes over.

Dying at every single place is tests/failure/test_killed_anywhere.py's part; here `make test`
lets two workers die, and `make test-long` one at each point of the graphs.
"""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet
from sqlalchemy import text
from sqlalchemy.engine import URL

from runtime.deciding import Answer, record_ballot
from runtime.office import Office
from runtime.sweeping import start_case
from store.tables.cycles import CaseRow
from store.tables.effects import EffectRow
from store.tables.gates import DecisionRow, RequestRow
from tests import stage
from tests.processes import wait_until, worker


def _long(*points: str) -> list[ParameterSet]:
    return [pytest.param(point, marks=pytest.mark.long) for point in points]


LONG_POINTS = ("stage.weighed", *_long("stage.acted", "stage.told", "advance.moved"))
POINTS = (
    "advance.moved",
    *_long("advance.locked", "stage.asked", "stage.acted", "advance.recorded"),
)


@pytest.fixture
def office(empty_database: URL) -> Iterator[Office]:
    opened = stage.office_at(empty_database)
    yield opened
    opened.close()


def _asked(office: Office, company_id: int, case_id: str) -> bool:
    with office.sessions(company_id) as session:
        return session.query(RequestRow).filter_by(case_id=case_id).count() == 1


def _done(office: Office, company_id: int, case_id: str) -> bool:
    with office.sessions(company_id) as session:
        return session.get_one(CaseRow, case_id).state == "done"


def _decide(office: Office, company_id: int, case_id: str) -> None:
    request = stage.request_of(office, company_id, case_id)
    record_ballot(
        office,
        Answer(company_id=company_id, person_key="ines", request_id=request.id),
        stage.ballot(request),
    )


def _end_state(office: Office, company_id: int) -> tuple[int, int, int]:
    with office.sessions(company_id) as session:
        return (
            session.query(RequestRow).count(),
            session.query(DecisionRow).count(),
            session.query(EffectRow).count(),
        )


def test_a_killed_worker_is_taken_over_within_ten_seconds(
    office: Office, empty_database: URL, tmp_path: Path
) -> None:
    company_id = stage.set_up_company(office)
    case = stage.case_row(office, company_id)
    start_case(office, case)
    with worker(empty_database, tmp_path, "stage.asked") as doomed:
        wait_until(lambda: doomed.poll() == -9)
    _decide(office, company_id, case.id)
    with worker(empty_database, tmp_path, "stage.acted") as doomed:
        wait_until(lambda: doomed.poll() == -9)
        with worker(empty_database, tmp_path) as spare:
            wait_until(lambda: spare.poll() is None and _working(office))
            took_s = wait_until(lambda: _done(office, company_id, case.id))
    assert took_s < 10
    assert _end_state(office, company_id) == (1, 1, 1)


def _working(office: Office) -> bool:
    with office.unfenced() as session:
        fresh = session.execute(
            text(
                "select count(*) from procrastinate_workers"
                " where last_heartbeat > now() - interval '1 second'"
            )
        ).scalar()
        return bool(fresh)


@pytest.mark.parametrize("point", POINTS)
def test_killed_at(office: Office, empty_database: URL, tmp_path: Path, point: str) -> None:
    company_id = stage.set_up_company(office)
    case = stage.case_row(office, company_id)
    start_case(office, case)
    _live_through(office, empty_database, tmp_path, case, point)
    assert _end_state(office, company_id) == (1, 1, 1)


@pytest.mark.parametrize("point", LONG_POINTS)
def test_killed_between_the_steps_after_a_gate(
    office: Office, empty_database: URL, tmp_path: Path, point: str
) -> None:
    company_id = stage.set_up_company(office)
    case = stage.case_row(office, company_id, kind="follow_up")
    start_case(office, case)
    _live_through(office, empty_database, tmp_path, case, point)
    assert _end_state(office, company_id) == (1, 1, 3)
    with office.sessions(company_id) as session:
        by_key = {row.key.rsplit("/")[-1]: row.content for row in session.query(EffectRow)}
    assert by_key["told again"] == by_key["weighed"]


def _live_through(office: Office, database: URL, home: Path, case: CaseRow, point: str) -> None:
    """Let workers advance the case, the first of them killed at the point, until it is done."""
    killed = 0
    decided = False
    for _ in range(4):
        if _done(office, case.company_id, case.id):
            break
        with worker(database, home, point) as process:
            while process.poll() is None and not _done(office, case.company_id, case.id):
                if not decided and _asked(office, case.company_id, case.id):
                    _decide(office, case.company_id, case.id)
                    decided = True
                time.sleep(0.05)
            killed += process.poll() == -9
    assert killed == 1
    assert _done(office, case.company_id, case.id)
