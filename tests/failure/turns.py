"""Two pieces of work on one database, taking turns round trip by round trip as a schedule says.

A schedule is a row of 0 and 1: whose round trip comes next. One who waits for a row that the
other holds is passed over until it is free, as on a real server; so every schedule ends.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Semaphore, local
from typing import Any

import psycopg

NOTICE_S = 0.002
"""After this long without an answer the server is asked whether somebody stands in the way."""
BLOCKED = "select cardinality(pg_blocking_pids(%s)) > 0"

_mine = local()


class Player:
    """One piece of work. It parks before every round trip until it is let go."""

    def __init__(self) -> None:
        self.parked = Semaphore(0)
        self.go = Semaphore(0)
        self.finished = False
        self.blocked = False
        self.pid = 0

    def play(self, work: Callable[[], Any]) -> Any:
        _mine.player = self
        try:
            return work()
        finally:
            _mine.player = None
            self.finished = True
            self.parked.release()

    def park(self, connection: Any) -> None:
        self.pid = connection.info.backend_pid
        self.parked.release()
        self.go.acquire()

    def is_back(self, admin: psycopg.Connection[Any], *, patient: bool) -> bool:
        """Whether it has parked again, or ended; if not, it waits for a row of the other's."""
        while not self.parked.acquire(timeout=NOTICE_S):
            row = admin.execute(BLOCKED, [self.pid]).fetchone()
            if row and row[0] and not patient:
                self.blocked = True
                return False
        self.blocked = False
        return True


@contextmanager
def round_trips_parked() -> Iterator[None]:
    """Every round trip of a player's thread waits for its turn, while the block lasts."""
    answered: Any = psycopg.Connection.wait

    def wait(connection: Any, *args: Any, **named: Any) -> Any:
        if (player := getattr(_mine, "player", None)) is not None:
            player.park(connection)
        return answered(connection, *args, **named)

    psycopg.Connection.wait = wait  # type: ignore[assignment,method-assign]
    try:
        yield
    finally:
        psycopg.Connection.wait = answered  # type: ignore[method-assign]


def take_turns(
    threads: ThreadPoolExecutor,
    admin: psycopg.Connection[Any],
    schedule: Sequence[int],
    *works: Callable[[], Any],
) -> list[Future[Any]]:
    """Both works, done; their results or what they raised."""
    players = [Player() for _ in works]
    ends = [threads.submit(player.play, work) for player, work in zip(players, works, strict=True)]
    for player in players:
        player.parked.acquire()
    for turn in schedule:
        _step(players, turn, admin)
    while not all(player.finished for player in players):
        _step(players, next(n for n, p in enumerate(players) if not p.finished), admin)
    return ends


def _step(players: Sequence[Player], turn: int, admin: psycopg.Connection[Any]) -> None:
    """One round trip of the player whose turn it is, or of the other where that one can't."""
    wanted, other = players[turn], players[1 - turn]
    for player in (wanted, other):
        if player.finished:
            continue
        if player.blocked and not player.is_back(admin, patient=_rests(players, player)):
            continue
        if player.finished:
            return
        player.go.release()
        player.is_back(admin, patient=_rests(players, player))
        return


def _rests(players: Sequence[Player], player: Player) -> bool:
    """The other one is done, so whatever this one waits for is about to come."""
    return all(other.finished for other in players if other is not player)
