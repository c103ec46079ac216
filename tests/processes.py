"""Starting and watching processes of the stage.

Loading takes a process two seconds. Each of these is forked from one that has loaded everything
and done nothing else, which a test process keeps: it lives, fails and dies like any other.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from subprocess import TimeoutExpired
from typing import Any

from sqlalchemy.engine import URL

from tests.work_stage import work_on

ROOT = Path(__file__).parent.parent
LOADED = ["tests.decide_stage", "tests.mail_readers", "tests.work_stage"]


class Started(ForkServerProcess):
    """Watched as `subprocess.Popen` is."""

    def poll(self) -> int | None:
        return self.exitcode

    def wait(self, timeout: float) -> int:
        self.join(timeout)
        if self.exitcode is None:
            raise TimeoutExpired(self.name, timeout)
        return self.exitcode


def start(work: Callable[..., None], *given: Any) -> Started:
    """`work(*given)` in a process of its own."""
    get_context("forkserver").set_forkserver_preload(LOADED)
    process = Started(target=work, args=given, daemon=True)
    process.start()
    return process


@contextmanager
def started(work: Callable[..., None], *given: Any) -> Iterator[Started]:
    """The same, killed when the block ends."""
    process = start(work, *given)
    try:
        yield process
    finally:
        process.kill()
        process.join()


def worker(url: URL, home: Path, *points: str) -> AbstractContextManager[Started]:
    """A worker that dies at these points."""
    return started(work_on, url, home, *points)


def wait_until(true: Callable[[], bool], *, seconds: float = 60) -> float:
    """Seconds it took to become true; fails the test when it doesn't."""
    began = time.monotonic()
    while not true():
        assert time.monotonic() - began < seconds, f"still not so after {seconds} s"
        time.sleep(0.05)
    return time.monotonic() - began
