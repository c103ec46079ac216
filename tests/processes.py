"""Starting and watching worker processes of the stage."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.engine import URL

ROOT = Path(__file__).parent.parent


@contextmanager
def worker(url: URL, home: Path, *points: str) -> Iterator[subprocess.Popen[bytes]]:
    """A worker in a process of its own, killed when the block ends."""
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "tests.work_stage",
            url.render_as_string(hide_password=False),
            str(home),
            *points,
        ],
        cwd=ROOT,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def wait_until(true: Callable[[], bool], *, seconds: float = 60) -> float:
    """Seconds it took to become true; fails the test when it doesn't."""
    began = time.monotonic()
    while not true():
        assert time.monotonic() - began < seconds, f"still not so after {seconds} s"
        time.sleep(0.05)
    return time.monotonic() - began
