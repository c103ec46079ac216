"""How far work in a child process is: said by the child on standard error, heard as it comes."""

import json
import sys
from subprocess import Popen
from threading import Thread

from graphs.tools import Hear

MARK = "\x1ehow far "
WORDS = 200
KEPT = 1 << 16
"""Bytes of what a child says otherwise: its last words."""


class Telling:
    """Handed to the work as its last argument."""

    def __call__(self, stage: str, what: str, done: int, of: int) -> None:
        line = json.dumps([str(stage), what[:WORDS], done, of])
        sys.stderr.write(f"{MARK}{line}\n")
        sys.stderr.flush()


class Heard:
    """Takes over a child's standard error until it is closed."""

    def __init__(self, child: Popen[bytes], hear: Hear) -> None:
        self._said, self._rest = child.stderr, b""
        child.stderr = None
        self._thread = Thread(target=self._listen, args=(hear,), daemon=True)
        self._thread.start()

    def rest(self) -> bytes:
        """Everything else it said, once it has ended."""
        self._thread.join()
        return self._rest

    def _listen(self, hear: Hear) -> None:
        assert self._said is not None
        mark = MARK.encode()
        with self._said as lines:
            for line in lines:
                if line.startswith(mark) and (told := _read(line.removeprefix(mark))):
                    hear(*told)
                else:
                    self._rest = (self._rest + line)[-KEPT:]


def _read(line: bytes) -> tuple[str, str, int, int] | None:
    """None where it isn't what `Telling` writes: the child may have read a hostile file."""
    try:
        stage, what, done, of = json.loads(line)
    except ValueError:
        return None
    if not (isinstance(stage, str) and isinstance(what, str)):
        return None
    if not (isinstance(done, int) and isinstance(of, int) and 0 <= done <= of):
        return None
    return stage[:WORDS], what[:WORDS], done, of
