"""A child process that is ready: it has loaded what solving needs, so nobody waits for that.

It does one piece of work under limits, like any other, and the next one is started at once. Only a
process that says `keep` has one; everywhere else each piece of work starts its own.
"""

import subprocess
from collections.abc import Callable
from contextlib import suppress
from threading import Lock
from typing import Any, TypeVar

from runtime.apart import Limits, start_child, work_in

T = TypeVar("T")
LOADS = ("agents.supply_work", "highspy", "numpy")
QUICK = Limits(memory_mb=4096, cpu_seconds=20, wall_seconds=30)
"""For what somebody waits for in front of a page."""


class Spare:
    """At most one child waits. It ends by itself when this process does: its input closes."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._waiting: subprocess.Popen[bytes] | None = None
        self._keeps = False

    def keep(self) -> None:
        """From now on one is always ready."""
        with self._lock:
            self._keeps = True
            self._refill()

    def run(self, work: Callable[..., T], *args: Any) -> T:
        """`work(*args)` in the child that is ready, else in one of its own."""
        child = self._take()
        try:
            return work_in(child, work, *args, limits=QUICK)
        finally:
            with self._lock:
                self._refill()

    def close(self) -> None:
        with self._lock:
            self._keeps = False
            waiting, self._waiting = self._waiting, None
        if waiting is not None:
            _end(waiting)

    def _take(self) -> subprocess.Popen[bytes]:
        with self._lock:
            waiting, self._waiting = self._waiting, None
        if waiting is not None and waiting.poll() is None:
            return waiting
        if waiting is not None:
            _end(waiting)
        return start_child()

    def _refill(self) -> None:
        if self._keeps and self._waiting is None:
            self._waiting = start_child(*LOADS)


def _end(child: subprocess.Popen[bytes]) -> None:
    """Nobody asks it for anything: it leaves, or is made to."""
    with child, suppress(ProcessLookupError, BrokenPipeError):
        child.kill()
