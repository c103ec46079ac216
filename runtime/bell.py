"""A bell in the process that works: who queues a step there rings it once the step is committed.

The job in the queue is the guarantee, the bell only the shorter way. A ring that nobody hears
costs a moment, never a step.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Thread

log = logging.getLogger(__name__)


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
                rung.put(ring)

    def take_down(self) -> None:
        """Wait for what is in hand; what was rung and not begun is left to the workers."""
        rung, self._rung = self._rung, None
        hearers, self._hearers = self._hearers, []
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
            try:
                hear(ring)
            except Exception:
                log.exception("%s was rung for and is left to the workers", ring.case_id)
        leave()
