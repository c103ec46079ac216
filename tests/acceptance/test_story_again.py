"""“Begin the story again” as its visitor lives it: by the button, on the real demo, to its rest."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.acceptance.story import ROOT
from tests.forms import form_to
from tests.processes import wait_until

pytestmark = pytest.mark.long
RESTS, AGAIN = "The story rests.", "From the beginning."
A_LIFE_S = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class Demo:
    process: "subprocess.Popen[bytes]"
    said: Path
    base_url: str

    def has_said(self, words: str, times: int = 1) -> bool:
        assert self.process.poll() is None, self.said.read_text(encoding="utf-8")[-4000:]
        return self.said.read_text(encoding="utf-8").count(words) >= times

    @contextmanager
    def visitor(self) -> Iterator[httpx.Client]:
        """Signed in as the COO, by the page's own form."""
        said = {"Sec-Fetch-Site": "same-origin"}
        with httpx.Client(base_url=self.base_url, headers=said, timeout=60) as client:
            before, _, _ = client.get("/sign-in").text.partition("Ines Moreau")
            action, fields = form_to("<form" + before.rpartition("<form")[2], "/sign-in")
            assert client.post(action, data=fields).status_code == 303
            yield client


@contextmanager
def a_demo() -> Iterator[Demo]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="sopwith-again-", ignore_cleanup_errors=True) as home:
        Path(home).chmod(0o755)
        environment = os.environ | {"SOPWITH_HOME": f"{home}/data", "PYTHONUNBUFFERED": "1"}
        environment.pop("SOPWITH_DATABASE_URL", None)
        said = Path(home) / "said.txt"
        command = ["demo", "--until", "demand_review", "--port", str(port)]
        with said.open("wb") as out:
            process = subprocess.Popen(
                [sys.executable, "-m", "runtime.cli", *command],
                cwd=ROOT,
                env=environment,
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        try:
            yield Demo(process=process, said=said, base_url=f"http://127.0.0.1:{port}")
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
                process.wait(60)


def test_the_story_begins_again_by_the_button() -> None:
    with a_demo() as demo:
        wait_until(lambda: demo.has_said(RESTS), seconds=A_LIFE_S)
        with demo.visitor() as before:
            assert before.get("/inputs").text.count("accepted") > 0
            action, fields = form_to(before.get("/help").text, "/sample/again")
            assert before.post(action, data=fields).status_code == 303
            wait_until(lambda: demo.has_said(AGAIN), seconds=A_LIFE_S)
            wait_until(lambda: demo.has_said(RESTS, times=2), seconds=A_LIFE_S)
            assert before.get("/inbox").status_code == 303, "who was signed in is nobody now"
        with demo.visitor() as after:
            assert after.get("/cycles").text.count("November 2026") >= 1
            assert after.get("/inputs").status_code == 200
        demo.process.send_signal(signal.SIGTERM)
        assert demo.process.wait(60) == 0, demo.said.read_text(encoding="utf-8")[-4000:]
