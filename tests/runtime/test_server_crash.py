"""The database server dies and loses what nobody waited for; decisions and effects don't suffer."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from psycopg import Connection
from sqlalchemy.engine import URL

from runtime import database
from runtime.advancing import advance
from runtime.deciding import Answer, record_ballot
from runtime.office import Office
from runtime.sweeping import reconcile, start_case
from store.tables.cycles import CaseRow
from store.tables.effects import EffectRow
from store.tables.gates import DecisionRow, RequestRow
from tests import stage

CASES = 8


@pytest.fixture
def own_server() -> Iterator[URL]:
    """A server of this test's own, which writes its log to disk only when somebody waits."""
    with tempfile.TemporaryDirectory(prefix="sopwith-crash-") as folder:
        home = Path(folder)
        home.chmod(0o755)
        url = database.embedded(home / "database")
        with Connection.connect(database.plain(url), autocommit=True) as admin:
            admin.execute("alter system set wal_writer_delay = '10s'")
            admin.execute("select pg_reload_conf()")
        database.migrate(url)
        yield url
        _pg_ctl(home / "database", "stop", "-m", "immediate")


def _pg_ctl(data: Path, *what: str) -> None:
    owner = data.stat().st_uid
    server = Path((data / "postmaster.opts").read_text().split()[0])
    subprocess.run(
        [server.with_name("pg_ctl"), "-D", data, "-w", "-s", *what],
        check=True,
        user=owner if owner != os.getuid() else None,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _data(url: URL) -> Path:
    with Connection.connect(database.plain(url)) as connection:
        row = connection.execute("show data_directory").fetchone()
    assert row is not None
    return Path(row[0])


def _decided(office: Office, company_id: int) -> list[str]:
    cases = [stage.case_row(office, company_id) for _ in range(CASES)]
    for case in cases:
        start_case(office, case)
        advance(office, case.id, company_id)
        request = stage.request_of(office, company_id, case.id)
        answer = Answer(company_id=company_id, person_key="ines", request_id=request.id)
        record_ballot(office, answer, stage.ballot(request))
        advance(office, case.id, company_id)
    return [case.id for case in cases]


def test_what_was_lost_is_done_again_and_nothing_twice(own_server: URL) -> None:
    office = stage.office_at(own_server)
    company_id = stage.set_up_company(office)
    cases = _decided(office, company_id)
    data = _data(own_server)
    office.close()
    _pg_ctl(data, "restart", "-m", "immediate")
    office = stage.office_at(own_server)
    with office.sessions(company_id) as session:
        assert session.query(DecisionRow).count() == CASES
        assert session.query(CaseRow).filter_by(state="done").count() < CASES
    assert reconcile(office) >= 1
    for case_id in cases:
        advance(office, case_id, company_id)
    with office.sessions(company_id) as session:
        assert session.query(CaseRow).filter_by(state="done").count() == CASES
        assert session.query(RequestRow).count() == CASES
        assert session.query(EffectRow).count() == CASES
    office.close()
