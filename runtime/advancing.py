"""Advancing a case: one worker at a time, from committed facts, and never by trust.

A resume value is a doorbell. Which pauses are over is read from our own tables, the resume
names each pause by its id, and afterwards the pauses meant must be gone.

The graph keeps its place as it goes (durability `sync`), without waiting for the disk. A worker
that dies in a node runs that node again, with what took less than a moment before it, and after a
crash of the server perhaps some more; so nodes are safe to repeat, and one that works long keeps
its result in our tables and looks there first.
docs/decisions/0008 says why, tests/runtime/test_take_over.py proves it.
"""

from collections.abc import Iterable
from functools import partial
from typing import Any, cast

from langchain_core.runnables import RunnableConfig
from langgraph.types import Command, Durability, Interrupt, StateSnapshot

from graphs.pausing import GATE
from runtime.checkpoints import Graph
from runtime.engine import take_back
from runtime.office import Office
from store.advancing import CaseAt, in_hand, read_again, record_progress

DRAIN_LIMIT = 100
DURABILITY: Durability = "sync"


class PauseNotConsumed(Exception):
    """The case was resumed but still waits at the pause that was over."""


class CaseKeepsGoing(Exception):
    """The case didn't come to rest within the limit of steps."""


def advance(office: Office, case_id: str, company_id: int, *, job_id: int | None = None) -> None:
    """Take the case as far as committed facts allow. Safe to run any number of times.

    A job that is given stands for this in the queue; it is taken back with the progress.
    """
    connection = office.graphs.connection()
    with in_hand(connection, case_id, company_id) as taken, office.graphs.holding() as saver:
        case = taken
        office.reached("advance.locked")
        while case.seen < case.rings and case.state not in {"done", "failed"}:
            standing = Round(office, case).run()
            office.reached("advance.moved")
            state = "waiting" if standing else "done"
            keep = partial(saver.keep, rests=True)
            rung = record_progress(connection, case, state=state, keep=keep, job_id=job_id)
            office.reached("advance.recorded")
            if not rung:
                return
            case, job_id = read_again(connection, case), None
    if job_id is not None:
        take_back(office.queue, connection, job_id)


class Round:
    """One look at a case that was rung, with all that follows from it."""

    def __init__(self, office: Office, case: CaseAt) -> None:
        self._office = office
        self._case = case
        self._graph: Graph = office.graphs.of(case.kind)
        self._config: RunnableConfig = {"configurable": {"thread_id": case.id}}

    def run(self) -> tuple[Interrupt, ...]:
        """Start or finish the step at hand, wake the waits once, then pass every closed gate.

        A gate may be decided before its case has paused there (a worker died in between), so
        gates are looked at again after every step until none that stands is closed.
        """
        standing = self._settle()
        over = self._waits(standing) | self._closed_gates(standing, self._case.closed)
        for _ in range(DRAIN_LIMIT):
            if not over:
                return standing
            standing = self._invoke(Command(resume=dict.fromkeys(over, True)))
            again = self._closed_gates(standing, self._closed_now(standing))
            if again & over:
                raise PauseNotConsumed(self._case.id)
            over = again
        raise CaseKeepsGoing(self._case.id)

    def _settle(self) -> tuple[Interrupt, ...]:
        """The pauses the case stands at, once it stands.

        After a crash a thread can look finished though tasks are pending: run them.
        """
        if (left_at := self._office.graphs.rest_of(self._config)) is not None:
            return left_at
        for _ in range(DRAIN_LIMIT):
            state = self._office.graphs.look_at(self._case.kind, self._config)
            if state.created_at is None:
                return self._invoke(self._case.start)
            if _is_at_rest(state):
                return state.interrupts
            self._invoke(None)
        raise CaseKeepsGoing(self._case.id)

    def _waits(self, standing: Iterable[Interrupt]) -> set[str]:
        return {pause.id for pause in standing if not _is_gate(pause)}

    def _closed_gates(self, standing: Iterable[Interrupt], closed: frozenset[str]) -> set[str]:
        return {
            pause.id
            for pause in standing
            if _is_gate(pause) and str(pause.value).removeprefix(GATE) in closed
        }

    def _closed_now(self, standing: Iterable[Interrupt]) -> frozenset[str]:
        if not any(map(_is_gate, standing)):
            return frozenset()
        return read_again(self._office.graphs.connection(), self._case).closed

    def _invoke(self, given: Any) -> tuple[Interrupt, ...]:
        """Let the graph run until it rests; hands over the pauses it rests at."""
        case = self._case
        rested = self._graph.invoke(
            cast("Any", given),
            self._config,
            context=self._office.tools_for(case.id, case.company_id, case.playbook),
            durability=DURABILITY,
            version="v2",
        )
        return tuple(rested.interrupts)


def _is_at_rest(state: StateSnapshot) -> bool:
    """Finished, or every task still to run pauses; one that is done waits for its siblings."""
    pausing = sum(bool(task.interrupts) for task in state.tasks)
    return not state.tasks or 0 < pausing == len(state.next)


def _is_gate(pause: Interrupt) -> bool:
    return str(pause.value).startswith(GATE)
