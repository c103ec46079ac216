"""The database's time without asking for it each time."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

ASK_AGAIN_S = 1.0
_COUNTER = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))
"""A counter that goes on while a laptop sleeps, where there is one."""


def counted(ask: Callable[[], datetime]) -> Callable[[], datetime]:
    """`ask` once a second at most, and count on from its answer in between.

    Right to the duration of one question and the drift of one second, far below what two
    hosts' answers differ by anyway.
    """
    known: tuple[datetime, float] | None = None

    def now() -> datetime:
        nonlocal known
        count_s = _counter_s()
        if known is None or not 0 <= count_s - known[1] < ASK_AGAIN_S:
            known = (ask(), _counter_s())
            return known[0]
        return known[0] + timedelta(seconds=count_s - known[1])

    return now


def _counter_s() -> float:
    return time.monotonic() if _COUNTER is None else time.clock_gettime(_COUNTER)
