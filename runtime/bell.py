"""A bell in the process that works: who queues a step there rings it once the step is committed.

The job in the queue is the guarantee, the bell only the shorter way. A ring that nobody hears
costs a moment, never a step.
"""

import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Thread

log = logging.getLogger(__name__)

HELD_UP_S = 1.0
"""A bell that has begun nothing for so long has its threads in long work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring:
    """A case to advance, and the job that stands for it until that is done."""

    case_id: str
    company_id: int
    job_id: int


class Bell:
    """Hangs while this process works; whoever rings it never waits for it."""

    def __init__(self) -> None:
        self._rung: SimpleQueue[Ring | None] | None = None
        self._hearers: list[Thread] = []
        self._unheard: set[int] = set()
        self._heard_s = 0.0

    @property
    def hangs(self) -> bool:
        return self._rung is not None

    def hang(
        self, hear: Callable[[Ring], None], leave: Callable[[], None], *, hearers: int
    ) -> None:
        """From now on each ring is heard by one of so many threads; a thread leaves at its end."""
        rung = self._rung = SimpleQueue[Ring | None]()
        self._hearers = [
            Thread(target=self._listen, args=(rung, hear, leave), name=f"bell-{number}")
            for number in range(hearers)
        ]
        for hearer in self._hearers:
            hearer.start()

    def ring(self, rings: Iterable[Ring]) -> None:
        """What was rung when nobody listens any more is left to the workers."""
        if (rung := self._rung) is not None:
            for ring in rings:
                self._unheard.add(ring.job_id)
                rung.put(ring)

    def will_hear(self, job_id: int) -> bool:
        """Whether this job's turn comes by itself: it waits here, and the bell isn't held up."""
        return job_id in self._unheard and time.monotonic() - self._heard_s < HELD_UP_S

    def take_down(self) -> None:
        """Wait for what is in hand; what was rung and not begun is left to the workers."""
        rung, self._rung = self._rung, None
        hearers, self._hearers = self._hearers, []
        self._unheard.clear()
        if rung is not None:
            for _ in hearers:
                rung.put(None)
        for hearer in hearers:
            hearer.join()

    def _listen(
        self,
        rung: SimpleQueue[Ring | None],
        hear: Callable[[Ring], None],
        leave: Callable[[], None],
    ) -> None:
        while (ring := rung.get()) is not None and self._rung is rung:
            self._heard_s = time.monotonic()
            self._unheard.discard(ring.job_id)
            try:
                hear(ring)
            except Exception:
                log.exception("%s was rung for and is left to the workers", ring.case_id)
        leave()
