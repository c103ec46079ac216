"""Not waiting for the disk, in tests whose server nobody kills: nothing they look at changes."""

from psycopg import Connection, sql
from sqlalchemy.engine import URL

from runtime import database


def without_waiting(url: URL) -> URL:
    """The same database, whose commits from now on don't wait for the disk."""
    with Connection.connect(database.plain(url), autocommit=True) as admin:
        name = sql.Identifier(str(url.database))
        admin.execute(sql.SQL("alter database {} set synchronous_commit to off").format(name))
    return url
