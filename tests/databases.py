"""Databases of a test's own, cloned from a template that is migrated once a run."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from psycopg import Connection, sql
from sqlalchemy.engine import URL

from runtime import database

TEMPLATE = "sopwith_template"
TEMPLATE_LOCK = 7_401


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


@contextmanager
def fresh_database(server: URL) -> Iterator[URL]:
    """A migrated database, gone when the block ends."""
    name = copied(server, TEMPLATE)
    yield server.set(database=name)
    drop(server, name)


def copied(server: URL, of: str) -> str:
    """The name of a new copy, whose commits don't wait for the disk.

    Nobody crashes the server the tests share, so nothing a test looks at changes; what is about
    such a crash has a server of its own.
    """
    name = f"test_{uuid4().hex}"
    mine, its = sql.Identifier(name), sql.Identifier(of)
    with Connection.connect(database.plain(server), autocommit=True) as admin:
        copy = sql.SQL("create database {} template {} strategy file_copy")  # the log would be more
        admin.execute(copy.format(mine, its))
        admin.execute(sql.SQL("alter database {} set synchronous_commit to off").format(mine))
    return name


def drop(server: URL, name: str) -> None:
    with Connection.connect(database.plain(server), autocommit=True) as admin:
        admin.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))
