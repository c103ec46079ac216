"""Named points at which a failure test may kill the process, each once."""

import os
import signal
from collections.abc import Callable
from pathlib import Path


def failpoints(names: str, home: Path) -> Callable[[str], None]:
    """A function that kills this process the first time one of `names` is reached.

    A marker file says that a point has fired, so that the restarted process goes on.
    """
    armed = frozenset(name for name in names.split(",") if name)
    if not armed:
        return lambda _name: None

    def reached(name: str) -> None:
        marker = home / "failpoints" / name
        if name in armed and not marker.exists():
            marker.parent.mkdir(parents=True, exist_ok=True)
            marker.touch()
            os.kill(os.getpid(), signal.SIGKILL)

    return reached
