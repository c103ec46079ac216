"""One embedded PostgreSQL a run; every test gets a database cloned from a migrated template."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import settings
from psycopg import Connection, sql
from sqlalchemy.engine import URL, make_url

from runtime import database

settings.register_profile("steady", derandomize=True)
settings.register_profile("wandering", derandomize=False)
settings.load_profile("steady")
"""`make test` tries the same examples every time; `make test-long` new ones."""

TEMPLATE = "sopwith_template"
TEMPLATE_LOCK = 7_401


@pytest.fixture(scope="session")
def server() -> URL:
    """The server all test processes of this run share."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", uuid4().hex)
    home = Path(tempfile.gettempdir()) / f"sopwith-tests-{run}"
    home.mkdir(mode=0o755, exist_ok=True)
    given = os.environ.get("SOPWITH_TEST_DATABASE_URL")
    url = make_url(given) if given else database.embedded(home / "database")
    make_template(url)
    return url


def make_template(url: URL) -> None:
    with Connection.connect(database.plain(url), autocommit=True) as admin:
        admin.execute("select pg_advisory_lock(%s)", [TEMPLATE_LOCK])
        found = admin.execute("select 1 from pg_database where datname = %s", [TEMPLATE]).fetchone()
        if not found:
            making = f"{TEMPLATE}_making"
            admin.execute(sql.SQL("create database {}").format(sql.Identifier(making)))
            database.migrate(url.set(database=making))
            admin.execute(
                sql.SQL("alter database {} rename to {}").format(
                    sql.Identifier(making), sql.Identifier(TEMPLATE)
                )
            )
        admin.execute("select pg_advisory_unlock(%s)", [TEMPLATE_LOCK])


@pytest.fixture
def empty_database(server: URL) -> Iterator[URL]:
    """A migrated database of this test's own."""
    with fresh_database(server) as url:
        yield url


@contextmanager
def fresh_database(server: URL) -> Iterator[URL]:
    """A migrated database, gone when the block ends."""
    name = f"test_{uuid4().hex}"
    with Connection.connect(database.plain(server), autocommit=True) as admin:
        admin.execute(
            sql.SQL("create database {} template {}").format(
                sql.Identifier(name), sql.Identifier(TEMPLATE)
            )
        )
        yield server.set(database=name)
        admin.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))
