"""The driver under a session, for the few statements that somebody waits on."""

from typing import Any, cast

from psycopg import Connection
from sqlalchemy.orm import Session


def driver(session: Session) -> Connection[tuple[Any, ...]]:
    """The session's psycopg connection, in the session's transaction.

    What the session holds back is written first, so that statements keep their order.
    """
    session.flush()
    return cast("Connection[tuple[Any, ...]]", session.connection().connection.driver_connection)
