"""Named points at which a failure test may kill the process, each once."""

import os
import signal
from collections.abc import Callable
from pathlib import Path
from threading import Lock


def failpoints(names: str, home: Path) -> Callable[[str], None]:
    """A function that kills this process the first time one of `names` is reached.

    A marker file says that a point has fired, so that the restarted process goes on. Threads
    reach their points one at a time, or two points would fire in one death.
    """
    armed = frozenset(name for name in names.split(",") if name)
    if not armed:
        return lambda _name: None
    one_dies = Lock()

    def reached(name: str) -> None:
        if name not in armed:
            return
        with one_dies:
            marker = home / "failpoints" / name
            if not marker.exists():
                marker.parent.mkdir(parents=True, exist_ok=True)
                marker.touch()
                os.kill(os.getpid(), signal.SIGKILL)

    return reached
