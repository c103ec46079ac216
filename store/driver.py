"""The driver under a session, for the few statements that somebody waits on."""

from typing import Any, TypeAlias, cast

from psycopg import Connection
from sqlalchemy.orm import Session, SessionTransaction

DRIVER = "driver"
"""Where a session keeps its connection for as long as its transaction lasts."""
Known: TypeAlias = tuple[SessionTransaction | None, Connection[tuple[Any, ...]]]


def driver(session: Session) -> Connection[tuple[Any, ...]]:
    """The session's psycopg connection, in the session's transaction.

    What the session holds back is written first, so that statements keep their order.
    """
    session.flush()
    transaction = session.get_transaction()
    known: Known | None = session.info.get(DRIVER)
    if known is not None and known[0] is transaction:
        return known[1]
    connection = cast(
        "Connection[tuple[Any, ...]]", session.connection().connection.driver_connection
    )
    session.info[DRIVER] = (session.get_transaction(), connection)
    return connection
