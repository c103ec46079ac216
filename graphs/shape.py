"""A graph's shape as values, read from the compiled graph: what a drawing and a table need."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from langgraph.checkpoint.memory import InMemorySaver
from langgraph.graph import END, START, StateGraph

from graphs.builders import BUILDERS
from graphs.pausing import GATE, WAIT


class Sort(StrEnum):
    START = "start"
    STEP = "step"
    GATE = "gate"
    """Waits for people."""
    WAIT = "wait"
    """Waits for anything that happens."""
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    name: str
    sort: Sort
    asks: str = ""
    """The key of the request a gate waits for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Nodes in the order they were drawn in, and which leads to which."""

    nodes: tuple[Node, ...]
    leads: tuple[tuple[str, str], ...]

    def after(self, name: str) -> tuple[str, ...]:
        return tuple(to for source, to in self.leads if source == name)


@cache
def shape_of(kind: str) -> Shape:
    compiled: Any = BUILDERS[kind](None)
    drawn = compiled.get_graph()
    return Shape(
        nodes=tuple(_node(compiled, name) for name in drawn.nodes),
        leads=tuple((edge.source, edge.target) for edge in drawn.edges),
    )


def _node(compiled: Any, name: str) -> Node:
    if name in {START, END}:
        return Node(name=name, sort=Sort.START if name == START else Sort.END)
    pause = next(_pauses(compiled, name), "")
    if pause.startswith(GATE):
        return Node(name=name, sort=Sort.GATE, asks=asked_by(pause.removeprefix(GATE)))
    return Node(name=name, sort=Sort.WAIT if pause.startswith(WAIT) else Sort.STEP)


def asked_by(key: str) -> str:
    """What rounds of the same question have in common.

    >>> asked_by("baseline/2"), asked_by("playbook_change")
    ('baseline', 'playbook_change')
    """
    return key.partition("/")[0]


def _pauses(compiled: Any, name: str) -> Iterator[str]:
    """What a node pauses for, by running it alone; a pausing node does nothing else."""
    runnable = compiled.builder.nodes[name].runnable
    if "interrupt" not in getattr(getattr(runnable, "func", None), "__code__", _NONE).co_names:
        return
    alone: Any = StateGraph(compiled.builder.state_schema)
    alone.add_node(name, runnable)
    alone.add_edge(START, name)
    rested = alone.compile(checkpointer=InMemorySaver()).invoke(
        dict.fromkeys(compiled.builder.state_schema.__annotations__, 1),
        {"configurable": {"thread_id": name}},
        version="v2",
    )
    yield from (str(pause.value) for pause in rested.interrupts)


_NONE = (lambda: None).__code__
