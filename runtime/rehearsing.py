"""Rehearsing a case's next step on a copy in memory, so that a deployment can't strand it.

The copy pauses again, then its pauses are answered, and it stops before any further step. Nothing
is written to the case, no node runs but those that pause, and one that reaches for its tools gets
none. What LangGraph would do with the real case in silence (drop a renamed step, take an old
answer for a new question) shows here as words.
"""

import inspect
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NoReturn, cast

from langgraph.checkpoint.memory import InMemorySaver
from langgraph.graph import END
from langgraph.types import Command, StateSnapshot, interrupt

from runtime.checkpoints import Graph, strict_serializer
from runtime.standing import Standing, config_of

BRANCH = "branch:to:"
"""LangGraph's channel that sets a step going; its value says that the step is due."""
STOP_AFTER_ANY: Any = "*"


class WouldStrand(Exception):
    """This version can't carry the case on from where it stands."""


class MoreThanAPause(Exception):
    """A node that pauses reached for its tools."""


class HandsOff:
    """Stands in for a node's tools: a node that only pauses needs none."""

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("__"):
            raise AttributeError(name)
        raise MoreThanAPause(name)


@contextmanager
def in_words(what: str) -> Iterator[None]:
    """Whatever a changed graph raises, it is why the case can't go on."""
    try:
        yield
    except MoreThanAPause as reached:
        raise WouldStrand(f"{what} does more than pause: it uses “{reached}”") from reached
    except Exception as error:
        first = (str(error).splitlines() or [""])[0]
        raise WouldStrand(f"{what} fails with {type(error).__name__}: {first}") from error


class Rehearsal:
    """One kind's graph as this code has it, and a place in memory for copies of its cases."""

    def __init__(self, graph_in: Callable[[InMemorySaver], Graph]) -> None:
        self._memory = InMemorySaver(serde=strict_serializer())
        self.graph = graph_in(self._memory)
        edges = self.graph.get_graph().edges
        self._last = frozenset(edge.source for edge in edges if edge.target == END)

    def rehearse(self, case_id: str, standing: Standing) -> tuple[str, ...]:
        """The steps the case is at. Raises `WouldStrand` with what is wrong."""
        self._refuse_unknown(standing)
        self._copy(case_id, standing)
        try:
            with in_words("what it carries"):
                state = self.graph.get_state(config_of(case_id))
            if is_at_rest(state, standing):
                self._pause_and_answer(case_id, state, standing)
            return state.next
        finally:
            self._memory.delete_thread(case_id)

    def _refuse_unknown(self, standing: Standing) -> None:
        """What the case carries, this version must know; a renamed value is a lost one."""
        written = {name for writes in standing.finished.values() for name, _ in writes}
        unknown = (written | standing.carries.keys()) - self.graph.channels.keys()
        gone = sorted(name for name in unknown if not name.startswith("__"))
        steps = [name.removeprefix(BRANCH) for name in gone if name.startswith(BRANCH)]
        if steps:
            raise WouldStrand(f"it is at the step {_quoted(steps)}, which this version hasn't got")
        if gone:
            raise WouldStrand(f"it carries {_quoted(gone)}, which this version doesn't know")
        schema = self.graph.builder.state_schema
        required: frozenset[str] = getattr(schema, "__required_keys__", frozenset())
        if missing := sorted(required - standing.carries.keys()):
            raise WouldStrand(f"this version needs {_quoted(missing)}, which it doesn't carry")

    def _copy(self, case_id: str, standing: Standing) -> None:
        """Without the answers and questions of unfinished tasks: those are to be made again."""
        checkpoint, metadata = standing.kept.checkpoint, standing.kept.metadata
        copy = self._memory.put(
            config_of(case_id), checkpoint, metadata, checkpoint["channel_versions"]
        )
        for task_id, writes in standing.finished.items():
            self._memory.put_writes(copy, writes, task_id)

    def _pause_and_answer(self, case_id: str, state: StateSnapshot, standing: Standing) -> None:
        kept = sorted(pause for pauses in standing.asked.values() for pause in pauses)
        where = _quoted(state.next) or "its step"
        nodes = self.graph.builder.nodes
        if not state.next or not all(is_pausing(nodes[step].runnable) for step in state.next):
            raise WouldStrand(f"{where} no longer waits for {_quoted(kept)}")
        asked = self._run(case_id, where, None)
        now = sorted(map(str, asked.values()))
        if now != kept:
            raise WouldStrand(
                f"at {where} it waits for {_quoted(kept)}, not for {_quoted(now) or 'anything'}"
            )
        again = self._run(case_id, where, Command(resume=dict.fromkeys(asked, True)))
        if again:
            told = _quoted(map(str, again.values()))
            raise WouldStrand(f"once {_quoted(kept)} is over, {where} would wait for {told}")
        if not self.graph.get_state(config_of(case_id)).next and not self._last & set(state.next):
            raise WouldStrand(f"after {where} nothing would follow")

    def _run(self, case_id: str, where: str, given: Any) -> dict[str, Any]:
        """Let the copy take one step; the pauses it is at then, by LangGraph's id."""
        with in_words(where):
            rested = self.graph.invoke(
                given,
                config_of(case_id),
                context=cast("Any", HandsOff()),
                interrupt_after=STOP_AFTER_ANY,
                version="v2",
            )
        return {pause.id: pause.value for pause in rested.interrupts}


def is_at_rest(state: StateSnapshot, standing: Standing) -> bool:
    """Whether all that is left to do at this step is waiting.

    Where the graph knows some of the pauses and has other tasks to run, a worker was in mid-step.
    """
    to_run = {task.id for task in state.tasks if task.id not in standing.finished}
    known = standing.asked.keys() & to_run
    return bool(standing.asked) and not (known and to_run - known)


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)


def is_pausing(runnable: Any) -> bool:
    """Whether the node's own code calls LangGraph's `interrupt`."""
    function = inspect.unwrap(getattr(runnable, "func", None) or runnable)
    code = getattr(function, "__code__", None)
    known = getattr(function, "__globals__", {})
    return code is not None and any(known.get(name) is interrupt for name in code.co_names)
