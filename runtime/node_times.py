"""How long a node of a graph takes, how often it fails, what its words cost.

It is counted in the process that runs it, which costs no statement: a case's step is not slowed
by what only a page about it needs.
"""

import time
from collections import defaultdict
from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import Any

from langgraph.graph.state import CompiledStateGraph
from langgraph.types import interrupt

from runtime.metering import metered
from store.node_work import NodeWork

Counted = dict[int, dict[tuple[str, str], NodeWork]]


class Tally:
    """Runs, failures and seconds by company and node. Workers' threads share one."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._counted: Counted = defaultdict(dict)

    def count(self, company_id: int, node: tuple[str, str], work: NodeWork) -> None:
        with self._lock:
            before = self._counted[company_id].get(node, NodeWork())
            self._counted[company_id][node] = before + work

    def taken(self) -> Counted:
        """Everything counted since it was last taken."""
        with self._lock:
            counted, self._counted = self._counted, defaultdict(dict)
        return counted


def time_nodes(graph: CompiledStateGraph[Any, Any, Any, Any], kind: str, tally: Tally) -> None:
    """Count every node of a compiled graph, but those that only pause."""
    for name, node in graph.builder.nodes.items():
        runnable: Any = node.runnable
        function = getattr(runnable, "func", None)
        if function is not None and interrupt not in called_by(function):
            runnable.func = _timed(function, (kind, name), tally)


def called_by(function: Any) -> list[Any]:
    """What a function's code names, as far as its module knows it."""
    code, known = getattr(function, "__code__", None), getattr(function, "__globals__", {})
    return [known[name] for name in code.co_names if name in known] if code else []


def _timed(function: Callable[..., Any], node: tuple[str, str], tally: Tally) -> Callable[..., Any]:
    @wraps(function)
    def timed(state: Any, *given: Any, **more: Any) -> Any:
        began, failed = time.perf_counter(), True
        with metered() as spent:
            try:
                result = function(state, *given, **more)
                failed = False
                return result
            finally:
                took = time.perf_counter() - began
                work = NodeWork(
                    runs=1,
                    failures=int(failed),
                    seconds=took,
                    longest_s=took,
                    tokens=spent.tokens,
                    cost_eur=spent.cost_eur,
                )
                tally.count(state["company_id"], node, work)

    return timed
