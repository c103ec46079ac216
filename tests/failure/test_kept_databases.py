"""A cycle that an earlier version left at its trade-off is decided by this one and goes on.

Where this version's graphs have another shape, it refuses to start, with the list of the cases.
`python -m tests.keep_database NAME` keeps one more.
"""

import gzip
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from psycopg import Connection
from pydantic import SecretStr
from sqlalchemy import text
from sqlalchemy.engine import URL

from graphs.builders import BUILDERS
from graphs.versions import GRAPH_VERSIONS
from runtime import database
from runtime.migrating import bring_up_to_date, migration_state
from runtime.office import open_office
from runtime.settings import Settings
from runtime.stranding import CasesWouldStrand, refuse_stranding
from tests.invariants import Seen, broken
from tests.keep_database import KEPT
from tests.living import Clock, Living
from tests.servers import tool

FOUND = sorted(KEPT.glob("*.sql.gz"))


def restored(url: URL, kept: Path) -> URL:
    """The database as it was kept, in the place of the migrated one."""
    plain = database.plain(url)
    with Connection.connect(plain, autocommit=True) as admin:
        admin.execute("drop schema public cascade")
        admin.execute("create schema public")
    subprocess.run(
        [tool("psql"), "--quiet", "--set=ON_ERROR_STOP=1", "--output=/dev/null", plain],
        input=gzip.decompress(kept.read_bytes()),
        check=True,
    )
    return url


@pytest.fixture(params=FOUND, ids=[path.name for path in FOUND])
def life(request: pytest.FixtureRequest, empty_database: URL) -> Iterator[Living]:
    url = restored(empty_database, request.param)
    bring_up_to_date(url)
    clock = Clock()
    settings = Settings(
        database_url=url.render_as_string(hide_password=False),
        secret_key=SecretStr("a secret of the tests, long enough"),
    )
    office = open_office(settings, BUILDERS, now=clock.now)
    with office.unfenced() as session:
        company_id = int(session.scalars(text("select id from company")).one())
    yield Living(office=office, clock=clock, company_id=company_id)
    office.close()


def shapes(life: Living) -> dict[str, str]:
    with life.office.unfenced() as session:
        rows = session.execute(text("select kind, graph_version from work_case"))
        return {row.kind: row.graph_version for row in rows}


def test_one_is_kept() -> None:
    assert FOUND


def test_what_waited_is_decided(life: Living) -> None:
    if any(GRAPH_VERSIONS[kind] != version for kind, version in shapes(life).items()):
        with pytest.raises(CasesWouldStrand):
            refuse_stranding(life.office)
        return
    refuse_stranding(life.office)
    assert migration_state(life.office.url).is_current
    life.settle()
    life.decide("trade_off", "ines", choice="build_early")
    life.decide("executive_lock", "henrik")
    life.wait(minutes=30)
    assert life.step() == "execution"
    with life.office.unfenced() as session:
        seen = Seen(at=life.clock.at)
        assert broken(session, life.company_id, seen, at_rest=False) == {}
