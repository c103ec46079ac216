"""The process that does the demo's work: watched, and started again when it dies."""

import subprocess
import sys
from dataclasses import dataclass, field

from runtime.settings import Settings, child_environment

STOP_S = 10
RESTARTS_MAX = 50


class WorkerKeepsDying(Exception):
    """The demo's worker ended again and again; its own messages say why."""


@dataclass(slots=True, kw_only=True)
class Child:
    """`sopwith worker`, or `sopwith serve` with its worker inside."""

    command: tuple[str, ...]
    settings: Settings
    restarts: int = 0
    process: "subprocess.Popen[bytes] | None" = field(default=None, init=False)

    def keep_alive(self) -> None:
        """Start it, or start it again if it has ended."""
        if self.process is not None and self.process.poll() is None:
            return
        if self.process is not None:
            self.restarts += 1
        if self.restarts > RESTARTS_MAX:
            raise WorkerKeepsDying
        self.process = subprocess.Popen(  # noqa: S603 our own interpreter, our own code
            [sys.executable, "-m", "runtime.cli", *self.command],
            env=child_environment(self.settings),
            stdout=sys.stderr,  # our own output may be read by a program
        )

    def stop(self) -> None:
        """Let it finish what it has, and not longer than a while."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
