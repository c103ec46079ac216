"""The other end of `runtime.apart`: reads one piece of work, does it within limits, answers."""

import io
import os
import pickle
import resource
import sys
from enum import Enum
from importlib import import_module
from typing import Any, NoReturn

DONE, RAISED, DIED, NO_MEMORY = b"d", b"r", b"x", b"m"
MEGABYTE = 1 << 20
GRACE_SECONDS = 2
"""Between the signal at the CPU limit and the kill."""


def main(loads: str = "") -> NoReturn:
    """Standard output is kept for the answer; what the work prints goes to standard error.

    `loads` are modules to be ready with, with commas between. Nobody who asks for work ends it.
    """
    for module in filter(None, loads.split(",")):
        import_module(module)
    answers = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    asked = sys.stdin.buffer.readline()
    if not asked:
        sys.exit(0)
    memory_mb, cpu_seconds = map(int, asked.split())
    limit(memory_mb=memory_mb, cpu_seconds=cpu_seconds)
    with os.fdopen(answers, "wb") as out:
        out.write(answer())
    sys.exit(0)


def limit(*, memory_mb: int, cpu_seconds: int) -> None:
    """Ours, or the tighter ones this process was started with."""
    for what, soft, hard in (
        (resource.RLIMIT_AS, memory_mb * MEGABYTE, memory_mb * MEGABYTE),
        (resource.RLIMIT_CPU, cpu_seconds, cpu_seconds + GRACE_SECONDS),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        given = resource.getrlimit(what)[1]
        most = hard if given == resource.RLIM_INFINITY else min(hard, given)
        resource.setrlimit(what, (min(soft, most), most))


class Plainly(pickle.Pickler):
    """Sends a member of an enumeration as its class and value, which is all the reader allows.

    Early Pythons 3.11 name `getattr` instead, among them the 3.11.2 of Debian 12.
    """

    def reducer_override(self, obj: Any) -> Any:
        if isinstance(obj, Enum):
            return type(obj), (obj.value,)
        return NotImplemented


def sent(value: object) -> bytes:
    """As bytes for `runtime.apart_answers`."""
    content = io.BytesIO()
    Plainly(content).dump(value)
    return content.getvalue()


def answer() -> bytes:
    """What the work returned or raised, as bytes; every failure becomes an answer."""
    try:
        work, arguments = pickle.load(sys.stdin.buffer)  # noqa: S301 (from the process above)
        return DONE + sent(work(*arguments))
    except MemoryError:
        return NO_MEMORY
    except Exception as error:  # noqa: BLE001 (the process above decides what it means)
        return raised(error)


def raised(error: Exception) -> bytes:
    """The error itself where it survives being sent, else what it says."""
    try:
        content = sent(error)
        pickle.loads(content)  # noqa: S301 (just made here)
    except Exception:  # noqa: BLE001 (an error's pickling may fail in any way)
        return DIED + f"{type(error).__name__}: {error}".encode()
    return RAISED + content
