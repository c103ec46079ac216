"""Work for child processes that says how far it is, or pretends to."""

import os
import sys
import time
from pathlib import Path
from typing import cast

from planning.telling import Tell

PATIENCE_S = 20.0


def telling(count: int, *more: object) -> str:
    """Tells each; with a file's name, waits after the first until the file is there."""
    *names, tell = more
    say = cast("Tell", tell)
    for at in range(count):
        say("option", f"“{at}”", at, count)
        if names and not at:
            _wait_for(Path(str(names[0])))
    return f"told {count}"


def _wait_for(sign: Path) -> None:
    ends = time.monotonic() + PATIENCE_S
    while not sign.exists():
        assert time.monotonic() < ends, "nobody heard"
        time.sleep(0.01)


def forging(mark: str, _tell: Tell) -> str:
    """Lines that begin as a word would."""
    for line in ("[", "[1, 2, 3, 4]", '["x", "y", 3, 2]', '["x", "y", "1", 2]', '{"a": 1}'):
        sys.stderr.write(f"{mark}{line}\n")
    sys.stderr.write(f'{mark}["as it should be", "", 0, 1]\n')
    return "forged"


def dying(_tell: Tell) -> None:
    sys.stderr.write("nothing more to say\n")
    sys.stderr.flush()
    os._exit(3)
