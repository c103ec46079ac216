"""Which nodes speak: who words a letter or reads a reply, found in the code of the nodes."""

import sys
from collections.abc import Iterator, Mapping
from functools import cache
from types import CodeType, FunctionType
from typing import Any

from graphs.builders import BUILDERS

JOBS = ("draft", "read_reply")
"""What a language is asked for, by the name it is asked by; only where one is spoken."""
SPEAKS = "speaking"


@cache
def jobs_of(kind: str) -> Mapping[str, tuple[str, ...]]:
    """The jobs of each node of a graph that has any."""
    compiled: Any = BUILDERS[kind](None)
    found = {
        name: tuple(sorted(set(_jobs(function, set()))))
        for name, node in compiled.builder.nodes.items()
        if (function := getattr(node.runnable, "func", None)) is not None
    }
    return {name: jobs for name, jobs in found.items() if jobs}


def _jobs(function: Any, seen: set[Any]) -> Iterator[str]:
    """Of a function, and of every function of a graph's module that it names."""
    function = getattr(function, "__wrapped__", function)
    if not isinstance(function, FunctionType) or function in seen:
        return
    seen.add(function)
    names = {name for code in _codes(function.__code__) for name in code.co_names}
    if SPEAKS in names:
        yield from (job for job in JOBS if job in names)
    for name in names & function.__globals__.keys():
        named = function.__globals__[name]
        if getattr(named, "__module__", "").startswith("graphs."):
            yield from _jobs(named, seen)
        elif named is sys.modules.get(getattr(named, "__name__", ""), None):
            yield from _of_module(named, names, seen)


def _of_module(module: Any, names: set[str], seen: set[Any]) -> Iterator[str]:
    """What is named by way of its module: `letters.write`."""
    if module.__name__.startswith("graphs."):
        for name in names & vars(module).keys():
            yield from _jobs(vars(module)[name], seen)


def _codes(code: CodeType) -> Iterator[CodeType]:
    """A function's code, and that of the functions within it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)
