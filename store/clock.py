"""The database's clock, and the demo's, which runs ahead of it."""

from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from store.tables.clock import ClockRow

TIME = text("select clock_timestamp()")


def database_time(session: Session) -> datetime:
    return cast("datetime", session.scalar(TIME))


def shifted_time(session: Session) -> datetime:
    """The database's time plus what the clock was moved ahead."""
    ahead_s = session.scalar(select(ClockRow.ahead_s)) or 0.0
    return database_time(session) + timedelta(seconds=ahead_s)


def move_ahead(session: Session, by: timedelta) -> None:
    row = insert(ClockRow).values(id=1, ahead_s=by.total_seconds())
    session.execute(
        row.on_conflict_do_update(
            index_elements=[ClockRow.id],
            set_={"ahead_s": ClockRow.ahead_s + row.excluded.ahead_s},
        )
    )
