"""Heavy or risky work in a child process of its own, with limits on memory, CPU and the clock.

A plain `python` child over pipes: no fork (the caller has threads), no import of its `__main__`.
"""

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from graphs.tools import Hear, WorkFailed
from runtime.apart_answers import UnsafeAnswer, read_answer
from runtime.apart_child import DIED, DONE, NO_MEMORY, RAISED
from runtime.apart_telling import Heard, Telling

T = TypeVar("T")

START = (
    "import sys; loads, sys.path[:] = sys.argv[1], sys.argv[2:]; "
    "from runtime.apart_child import main; sys.exit(main(loads))"
)
OUT_OF_MEMORY_WORDS = (b"memory allocation of", b"std::bad_alloc", b"MemoryError")
SHOWN_CHARACTERS = 400


class TookTooLong(WorkFailed):
    """This took longer than we allow and was stopped."""


class TookTooMuchMemory(WorkFailed):
    """This needed more memory than we allow and was stopped."""


class WorkDied(WorkFailed):
    """The program that did this work ended unexpectedly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    memory_mb: int = 2048
    """Address space: what is reserved, not only what is used. 60 MB go to Python itself."""
    cpu_seconds: int = 60
    wall_seconds: float = 90


READING = Limits(memory_mb=2048, cpu_seconds=60, wall_seconds=90)
"""For a file someone sent: the largest we accept, 1.4 million numbers, stays within it."""

HEAVY = Limits(memory_mb=4096, cpu_seconds=180, wall_seconds=240)
"""For what a case computes: a file read and checked, a plan solved."""


def heavy_work(work: Callable[..., T], *args: Any, hear: Hear | None = None) -> T:
    """`run_apart` under the limits of a case's own work."""
    return run_apart(work, *args, limits=HEAVY, hear=hear)


def run_apart(work: Callable[..., T], *args: Any, limits: Limits, hear: Hear | None = None) -> T:
    """`work(*args)`, done in a child process. Raises what the work raised, or a `WorkFailed`.

    The work and its arguments are pickled: a function of a module, plain values. The answer may
    hold values of the standard library and of the project's (or the work's) own modules; the
    child may have read a hostile file, so nothing else of it is believed.
    """
    return work_in(start_child(), work, *args, limits=limits, hear=hear)


def start_child(*loads: str) -> subprocess.Popen[bytes]:
    """A child that waits for one piece of work; `loads` are modules it loads meanwhile."""
    return subprocess.Popen(  # noqa: S603 (our own interpreter, our own code)
        [sys.executable, "-c", START, ",".join(loads), *sys.path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def work_in(
    started: subprocess.Popen[bytes],
    work: Callable[..., T],
    *args: Any,
    limits: Limits,
    hear: Hear | None = None,
) -> T:
    """The same in a child that was started before. It does this one piece of work and ends."""
    limited = f"{limits.memory_mb} {limits.cpu_seconds}\n".encode()
    heard = Heard(started, hear) if hear else None
    with started as child:
        try:
            asked = limited + pickle.dumps((work, (*args, Telling()) if hear else args))
            answer, said = child.communicate(asked, timeout=limits.wall_seconds)
        except subprocess.TimeoutExpired as late:
            raise TookTooLong(f"{limits.wall_seconds:g} s") from late
        finally:
            _end(child)
    said = heard.rest() if heard else said
    if child.returncode:
        raise _death(child.returncode, said, limits)
    return cast("T", _told(answer, work.__module__, limits))


def _end(child: subprocess.Popen[bytes]) -> None:
    """Kill what still runs of it, children it may have started included."""
    if child.poll() is None:
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)


def _told(answer: bytes, module: str, limits: Limits) -> object:
    tag, content = answer[:1], answer[1:]
    if tag == NO_MEMORY:
        raise TookTooMuchMemory(f"{limits.memory_mb:,} MB")
    if tag == DIED:
        raise WorkDied(content.decode()[:SHOWN_CHARACTERS])
    try:
        said = read_answer(content, module)
    except UnsafeAnswer as unreadable:
        raise WorkDied(str(unreadable)) from unreadable
    if tag == RAISED and isinstance(said, Exception):
        raise said
    if tag != DONE:
        raise WorkDied("no answer")
    return said


def _death(code: int, said: bytes, limits: Limits) -> WorkFailed:
    """Why a child ended without an answer; a library that gets no memory says so and aborts."""
    if code == -signal.SIGXCPU:
        return TookTooLong(f"{limits.cpu_seconds} s of computing")
    if any(words in said for words in OUT_OF_MEMORY_WORDS):
        return TookTooMuchMemory(f"{limits.memory_mb:,} MB")
    how = signal.Signals(-code).name if code < 0 else f"exit {code}"
    last = said.decode(errors="replace").strip().rpartition("\n")[2]
    return WorkDied(f"{how}: {last[:SHOWN_CHARACTERS]}" if last else how)
