"""A real model server on loopback, once a run; and endpoints that behave badly, one a test."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SERVER = Path(__file__).parent / "model_server.py"


@pytest.fixture(scope="session")
def model_url() -> Iterator[str]:
    """The address of an OpenAI-compatible server with a small real model behind it."""
    with subprocess.Popen(
        [sys.executable, str(SERVER)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:"), "the model server didn't start"
        yield f"{address}/v1"
        # the block's end closes its standard input, which ends it
