"""Calls from one process to the bell of another: the one answers people, the other works.

A call leaves with the transaction that queues the step, so nobody is called for what never was.
Who works listens on a connection of its own, and its name there is how callers find it. They
call one after the other. A call that nobody hears costs a moment: its job waits for the workers
as any that was rung for does.
"""

import asyncio
import logging
import time
from dataclasses import dataclass, field

from psycopg import AsyncConnection, OperationalError, sql
from sqlalchemy.orm import Session

from runtime.bell import Bell, Ring
from store.driver import driver

log = logging.getLogger(__name__)

NAME = "sopwith bell"
"""Under which whoever listens is known to the database."""
WHO_LISTENS = """
    select pid from pg_stat_activity
    where application_name = %s and datname = current_database() order by pid
"""
LISTENS = "select set_config('application_name', %s, false)"
ASK_AGAIN_S = 1.0
"""How long it is believed who listens, and how long after a cut connection the next is tried."""


@dataclass(slots=True)
class Callers:
    """Whom this process calls when no bell hangs in it."""

    calls: bool = False
    _listening: list[int] = field(default_factory=list[int])
    _asked_s: float = -ASK_AGAIN_S
    _turn: int = 0

    def next(self, session: Session) -> int | None:
        """Who is called now; None where nobody listens, or nobody is to be called."""
        if not self.calls:
            return None
        now_s = time.monotonic()
        if now_s - self._asked_s >= ASK_AGAIN_S:
            rows = driver(session).execute(WHO_LISTENS, [NAME]).fetchall()
            self._listening = [pid for (pid,) in rows]
            self._asked_s = now_s
        if not self._listening:
            return None
        self._turn += 1
        return self._listening[self._turn % len(self._listening)]


def call(session: Session, listener: int, ring: Ring) -> None:
    """Have this ring heard there as soon as the transaction commits."""
    said = f"{ring.job_id} {ring.company_id} {ring.case_id}"
    driver(session).execute("select pg_notify(%s, %s)", [_channel(listener), said])


def as_ring(said: str) -> Ring:
    """What a call says.

    >>> as_ring("7 1 cycle:2026-08").case_id
    'cycle:2026-08'
    """
    job_id, company_id, case_id = said.split(" ", 2)
    return Ring(case_id=case_id, company_id=int(company_id), job_id=int(job_id))


async def hear_calls(conninfo: str, bell: Bell) -> None:
    """Ring this process's bell for every call, until cancelled."""
    while True:
        try:
            await _hear_once(conninfo, bell)
        except OperationalError as cut:
            log.warning("no call is heard for a moment: %s", cut)
            await asyncio.sleep(ASK_AGAIN_S)


async def _hear_once(conninfo: str, bell: Bell) -> None:
    connection = await AsyncConnection.connect(conninfo, autocommit=True)
    async with connection:
        channel = sql.Identifier(_channel(connection.info.backend_pid))
        await connection.execute(sql.SQL("listen {}").format(channel))
        await connection.execute(LISTENS, [NAME])
        async for heard in connection.notifies():
            bell.ring([as_ring(heard.payload)])


def _channel(listener: int) -> str:
    return f"sopwith_bell_{listener}"
