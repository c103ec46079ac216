"""Where the disk is full or the database away nothing is decided, nothing leaves, it is told."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from time import sleep

import psycopg
import pytest
from psycopg import Connection
from sqlalchemy import text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from runtime import database
from runtime.advancing import advance
from runtime.deciding import Answer, record_ballot
from runtime.delivering import deliver
from runtime.office import Office
from runtime.sweeping import start_case, sweep
from store.tables.effects import CapturedMailRow, EffectRow
from store.tables.gates import DecisionRow
from tests import stage
from tests.failure.life import Clock
from tests.failure.two_gates import office_at
from tests.invariants import Seen, broken
from tests.servers import data_folder, own_server, pg_ctl

LOST = (psycopg.Error, DBAPIError)
RECOVERS_S = 30

PRLIMIT = shutil.which("prlimit")
with_disk_to_take_away = pytest.mark.skipif(
    PRLIMIT is None, reason="no prlimit here to take the disk away with"
)


@pytest.fixture(scope="module")
def server_alone() -> Iterator[URL]:
    with own_server() as url:
        yield url


@pytest.fixture
def clock() -> Clock:
    return Clock(stage.NOW)


@pytest.fixture
def office(server_alone: URL, clock: Clock) -> Iterator[Office]:
    opened = office_at(server_alone, now=clock.now)
    yield opened
    opened.close()


def fill_the_disk(office: Office) -> None:
    """The server process we speak to may write no byte more, to tables or to the log."""
    with office.unfenced() as session:
        pid = session.scalar(text("select pg_backend_pid()"))
    owner = Path(f"/proc/{pid}").stat().st_uid
    subprocess.run(
        [str(PRLIMIT), f"--pid={pid}", "--fsize=0:"],
        check=True,
        user=owner if owner != os.getuid() else None,
    )


def recovered(office: Office) -> None:
    """The server came up again by itself, from its log."""
    office.engine.dispose()
    for _ in range(RECOVERS_S * 10):
        try:
            with Connection.connect(database.plain(office.url)):
                return
        except psycopg.OperationalError:
            sleep(0.1)
    raise AssertionError(f"the server isn't back after {RECOVERS_S} s")


def asked(office: Office, company_id: int) -> tuple[Answer, str]:
    case = stage.case_row(office, company_id, f"{company_id}/trade_off", "follow_up")
    start_case(office, case)
    advance(office, case.id, company_id)
    request = stage.request_of(office, company_id, case.id)
    return Answer(company_id=company_id, person_key="ines", request_id=request.id), case.id


@with_disk_to_take_away
def test_a_full_disk_decides_nothing(office: Office) -> None:
    company_id = stage.set_up_company(office)
    answer, case_id = asked(office, company_id)
    ballot = stage.ballot(stage.request_of(office, company_id, case_id))
    fill_the_disk(office)
    with pytest.raises(LOST):
        record_ballot(office, answer, ballot)
    recovered(office)
    with office.sessions(company_id) as session:
        assert session.query(DecisionRow).count() == 0
    with office.unfenced() as session:
        assert broken(session, company_id, Seen(at=stage.NOW), at_rest=False) == {}
    assert not record_ballot(office, answer, ballot).repeated


@with_disk_to_take_away
def test_a_full_disk_sends_nothing(office: Office, clock: Clock) -> None:
    company_id = stage.set_up_company(office)
    answer, case_id = asked(office, company_id)
    record_ballot(office, answer, stage.ballot(stage.request_of(office, company_id, case_id)))
    advance(office, case_id, company_id)
    with office.sessions(company_id) as session:
        effect_id = session.query(EffectRow.id).order_by(EffectRow.id).limit(1).scalar()
    fill_the_disk(office)
    with pytest.raises(LOST):
        deliver(office, effect_id, company_id)
    recovered(office)
    with office.sessions(company_id) as session:
        assert session.query(CapturedMailRow).count() == 0
    clock.at += timedelta(hours=1)
    sweep(office)
    deliver(office, effect_id, company_id)
    with office.sessions(company_id) as session:
        assert session.query(CapturedMailRow).count() == 1


def test_a_database_that_is_away_decides_nothing(office: Office) -> None:
    company_id = stage.set_up_company(office)
    answer, case_id = asked(office, company_id)
    ballot = stage.ballot(stage.request_of(office, company_id, case_id))
    data = data_folder(office.url)
    pg_ctl(data, "stop", "-m", "immediate")
    with pytest.raises(LOST):
        record_ballot(office, answer, ballot)
    pg_ctl(data, "restart")
    recovered(office)
    assert not record_ballot(office, answer, ballot).repeated
