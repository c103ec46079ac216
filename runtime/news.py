"""Who is told that something happened: one connection a process listens for all its pages.

A ring says only that there is news, and up to which event. What the news is, a page asks for
by itself, as whoever looks at it. A ring that is lost costs a moment: pages also ask in turn.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

from psycopg import AsyncConnection, OperationalError

log = logging.getLogger(__name__)

CHANNEL = "sopwith_news"
AGAIN_S = 1.0
"""How long after a cut connection the next is tried."""
MOST = 1000
"""Pages that one process tells; others ask in turn."""


class Full(Exception):
    """So many pages are told already that this one asks in turn."""


class Listener:
    """One page that waits to be told."""

    def __init__(self, seq: int, place: int) -> None:
        self.seq = seq
        """Up to where it has been told; grows as the chain does."""
        self.place = place
        """How many listened before it: a ring reaches them one after the other."""
        self.rung = asyncio.Event()

    def ring(self, seq: int) -> None:
        self.seq = max(self.seq, seq)
        self.rung.set()


class News:
    """Rings its listeners by company. It listens itself while there are any, and then stops."""

    def __init__(self, conninfo: str) -> None:
        self._conninfo = conninfo
        self._listeners: defaultdict[int, set[Listener]] = defaultdict(set)
        self._listening: asyncio.Task[None] | None = None
        self.over = False
        """The process is about to stop: no stream goes on."""

    @property
    def listeners(self) -> int:
        return sum(map(len, self._listeners.values()))

    @contextmanager
    def listen(self, company_id: int, *, since: int) -> Iterator[Listener]:
        """To be called inside the event loop. Raises Full."""
        if self.listeners >= MOST:
            raise Full
        listener = Listener(since, self.listeners)
        self._listeners[company_id].add(listener)
        if self._listening is None or self._listening.done():
            self._listening = asyncio.get_running_loop().create_task(self._hear())
        try:
            yield listener
        finally:
            self._listeners[company_id].discard(listener)
            if not self.listeners and self._listening is not None:
                self._listening.cancel()
                self._listening = None

    def end(self) -> None:
        """Every stream ends now. From the event loop's own thread."""
        self.over = True
        self._ring_all()

    async def _hear(self) -> None:
        while True:
            try:
                await self._hear_once()
            except OperationalError as cut:
                log.warning("nobody is told of news for a moment: %s", cut)
                await asyncio.sleep(AGAIN_S)

    async def _hear_once(self) -> None:
        """What was rung before we listened was missed, so everybody looks once."""
        connection = await AsyncConnection.connect(self._conninfo, autocommit=True)
        async with connection:
            await connection.execute(f"listen {CHANNEL}")
            self._ring_all()
            async for heard in connection.notifies():
                company, seq = map(int, heard.payload.split())
                for listener in tuple(self._listeners[company]):
                    listener.ring(seq)

    def _ring_all(self) -> None:
        for company in tuple(self._listeners.values()):
            for listener in tuple(company):
                listener.ring(0)
