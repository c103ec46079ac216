"""Many like pieces of heavy work at once, in child processes of the one that was asked.

Handed to work that runs apart (`runtime.apart`): its children have its limits, each for itself,
belong to its process group and end with it.
"""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Any, TypeVar

from planning.spreading import in_order

T = TypeVar("T")

WORTH_IT = 100_000
"""Quantities planned in all pieces. A child takes most of a second to start; sixteen plans of a
company of twenty items take less.
"""
MOST_PROCESSES = 4

_given: list[Any] = []


@dataclass(frozen=True, slots=True)
class SpreadOut:
    """One after the other where that is quicker, or where a child comes to nothing."""

    processes: int | None = None
    """None: one for each processor we may use, four at most."""
    worth_it: int = WORTH_IT

    def __call__(
        self,
        work: Callable[..., T],
        shared: tuple[Any, ...],
        each: Sequence[Any],
        *,
        size: int,
        done: Callable[[int], None],
    ) -> list[T]:
        processes = min(self.processes or _processors(), len(each))
        if processes < 2 or size * len(each) < self.worth_it:  # noqa: PLR2004 (one isn't several)
            return in_order(work, shared, each, size=size, done=done)
        try:
            return _at_once(processes, work, shared, each, done)
        except BrokenProcessPool:
            return in_order(work, shared, each, size=size, done=done)


def _processors() -> int:
    return min(os.cpu_count() or 1, MOST_PROCESSES)


def _at_once(
    processes: int,
    work: Callable[..., T],
    shared: tuple[Any, ...],
    each: Sequence[Any],
    done: Callable[[int], None],
) -> list[T]:
    done(0)
    with ProcessPoolExecutor(
        processes, mp_context=get_context("spawn"), initializer=_given_once, initargs=(work, shared)
    ) as children:
        asked = [children.submit(_piece, one) for one in each]
        for over, one in enumerate(as_completed(asked), start=1):
            one.result()
            done(min(over, len(each) - 1))
        return [one.result() for one in asked]


def _given_once(work: Callable[..., Any], shared: tuple[Any, ...]) -> None:
    Thread(target=_end_with_parent, daemon=True).start()
    _given[:] = [work, shared]


def _end_with_parent() -> None:
    """A child whose parent was killed would wait for work for ever."""
    if (parent := parent_process()) is not None:
        parent.join()
        os._exit(1)


def _piece(one: Any) -> Any:
    work, shared = _given
    return work(*shared, one)
