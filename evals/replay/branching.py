"""Both ways an answer nobody knows can go: what a candidate's numbers lie between."""

from collections.abc import Iterator
from itertools import product

from evals.oracle.levels import Level
from evals.recording.recording import Recording
from evals.replay.candidate import Lived, live
from gates.playbook import Playbook

BOTH_WAYS = 3
"""Of so many answers a cycle every combination is tried; the rest all pass, or none does."""


def branches(recording: Recording, book: Playbook, lived: Lived) -> tuple[Lived, ...]:
    """Every way it could have gone; none where everything is known."""
    unknown = sum(level is Level.NEVER_ASKED for one in lived.answered for level in one.levels)
    if not unknown:
        return ()
    return tuple(live(recording, book, branches=ways) for ways in _ways(unknown))


def _ways(unknown: int) -> Iterator[tuple[bool, ...]]:
    """A refusal may close what the next would have answered; what is left over passes.

    >>> len([*_ways(2)]), len([*_ways(5)])
    (4, 16)
    """
    tried = min(unknown, BOTH_WAYS)
    for first in product((True, False), repeat=tried):
        for rest in (True, False) if unknown > tried else (True,):
            yield (*first, *(rest for _ in range(unknown - tried)))
