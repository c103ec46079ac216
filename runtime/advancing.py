"""Advancing a case: one worker at a time, from committed facts, and never by trust.

A resume value is a doorbell. Which pauses are over is read from our own tables, the resume
names each pause by its id, and afterwards the pauses meant must be gone.
"""

from collections.abc import Callable
from typing import Any, cast

from langchain_core.runnables import RunnableConfig
from langgraph.types import Command

from graphs.pausing import GATE
from runtime.checkpoints import Graph
from runtime.office import Office
from store import cases
from store.advancing import CaseAt, gate_is_closed, read_case, record_progress

DRAIN_LIMIT = 100


class CaseBusy(Exception):
    """Another worker has this case in hand; the step is tried again."""


class PauseNotConsumed(Exception):
    """The case was resumed but still waits at the pause that was over."""


class CaseKeepsGoing(Exception):
    """The case didn't come to rest within the limit of steps."""


class NoSuchCase(Exception):
    """A step was queued for a case that doesn't exist."""


def advance(office: Office, case_id: str, company_id: int) -> None:
    """Take the case as far as committed facts allow. Safe to run any number of times."""
    with cases.locked(office.engine, case_id) as ours:
        if not ours:
            raise CaseBusy(case_id)
        office.reached("advance.locked")
        while _one_round(office, case_id, company_id):
            pass


def _one_round(office: Office, case_id: str, company_id: int) -> bool:
    """One resume with all that follows from it; says whether there may be more to do."""
    with office.sessions(company_id) as session:
        case = read_case(session, case_id)
    if case is None:
        raise NoSuchCase(case_id)
    if case.seen >= case.rings or case.state in {"done", "failed"}:
        return False
    graph = office.graphs.of(case.kind)
    config: RunnableConfig = {"configurable": {"thread_id": case_id}}
    _move(office, graph, config, case)
    office.reached("advance.moved")
    state = graph.get_state(config)
    done = not state.next and not state.interrupts
    with office.sessions(company_id) as session:
        record_progress(session, case, state="done" if done else "waiting")
    office.reached("advance.recorded")
    return True


def _move(office: Office, graph: Graph, config: RunnableConfig, case: CaseAt) -> None:
    """Start or finish the step at hand, wake the waits once, then pass every closed gate.

    A gate may be decided before its case has paused there (a worker died in between), so
    gates are looked at again after every step until none that stands is closed.
    """
    if graph.get_state(config).created_at is None:
        _invoke(office, graph, config, {"company_id": case.company_id, **case.start})
    _drain(office, graph, config)
    waits = _pauses(graph, config, lambda pause: not pause.startswith(GATE))
    gates = _pauses(graph, config, lambda pause: _gate_is_over(office, case, pause))
    over = waits | gates
    for _ in range(DRAIN_LIMIT):
        if not over:
            return
        _invoke(office, graph, config, Command(resume=dict.fromkeys(over, True)))
        _drain(office, graph, config)
        again = _pauses(graph, config, lambda pause: _gate_is_over(office, case, pause))
        if again & over:
            raise PauseNotConsumed(case.id)
        over = again
    raise CaseKeepsGoing(case.id)


def _pauses(graph: Graph, config: RunnableConfig, over: Callable[[str], bool]) -> set[str]:
    """Ids of the pauses the case stands at and that are over."""
    return {pause.id for pause in graph.get_state(config).interrupts if over(str(pause.value))}


def _gate_is_over(office: Office, case: CaseAt, pause: str) -> bool:
    if not pause.startswith(GATE):
        return False
    with office.sessions(case.company_id) as session:
        return gate_is_closed(session, case.id, pause.removeprefix(GATE))


def _drain(office: Office, graph: Graph, config: RunnableConfig) -> None:
    """After a crash a thread can look finished though tasks are pending: run them."""
    for _ in range(DRAIN_LIMIT):
        state = graph.get_state(config)
        if all(task.interrupts for task in state.tasks):
            return
        _invoke(office, graph, config, None)
    raise CaseKeepsGoing(str(config.get("configurable")))


def _invoke(office: Office, graph: Graph, config: RunnableConfig, given: Any) -> None:
    graph.invoke(
        cast("Any", given), config, context=office.tools, durability="sync", stream_mode="values"
    )
