"""Starting and watching `sopwith serve` and its like as a person would: processes of their own."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from sqlalchemy.engine import URL

from tests.processes import ROOT

ADDRESS = re.compile(r"http://\S+")


def environment(home: Path, url: URL | None = None, **more: str) -> dict[str, str]:
    """Ours, with a data folder of the test's own; without a URL the server is embedded in it."""
    given = {name: value for name, value in os.environ.items() if not name.startswith("SOPWITH_")}
    given |= {"SOPWITH_HOME": str(home), "SOPWITH_SWEEP_S": "1", **more}
    if url is not None:
        given["SOPWITH_DATABASE_URL"] = url.render_as_string(hide_password=False)
    return given


@contextmanager
def sopwith(*command: str, env: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    """A command that goes on until told to stop; killed when the block ends."""
    with subprocess.Popen(
        [sys.executable, "-m", "runtime.cli", *command],
        cwd=ROOT,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def address_of(process: subprocess.Popen[str]) -> str:
    """Where it says it is, once it listens."""
    assert process.stdout is not None
    line = process.stdout.readline()
    found = ADDRESS.search(line)
    if found is None:
        process.kill()
        raise AssertionError(f"it said “{line}” and {process.communicate()}")
    return found[0]


def answer(address: str, path: str) -> str:
    with urlopen(address + path, timeout=20) as response:
        return str(response.read().decode())


def told_to_stop(process: subprocess.Popen[str], order: signal.Signals) -> tuple[int, str]:
    """Its exit code and what it complained about."""
    process.send_signal(order)
    _, complaints = process.communicate(timeout=20)
    return process.returncode, complaints
