"""What the tests do apart: everything that must not happen in the process itself."""

import ctypes
import os
import pickle
import resource
import subprocess
import sys
import time
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum

from planning.sheets.grid import CellRef
from planning.sheets.refusals import FileTooLarge, HoldsMacros


class Stubborn(Exception):
    """An error that can't be sent: its constructor wants more than its arguments say."""

    def __init__(self, first: str, *, second: str) -> None:
        super().__init__(first)
        self.second = second


class Colour(Enum):
    """Pickled as Python 3.11.2 does it: by naming `getattr`."""

    RED = 1

    def __reduce_ex__(self, _protocol: object) -> tuple[object, ...]:
        return (getattr, (Colour, "RED"))


class Season(StrEnum):
    WINTER = "winter"


class OfColour(Exception):
    """An error that carries a member."""


class Harmful:
    """A value whose reading would run a command."""

    def __reduce__(self) -> tuple[object, ...]:
        return (os.system, ("true",))


def add(one: int, other: int) -> int:
    return one + other


def whoami() -> int:
    return os.getpid()


def give_back(value: object) -> object:
    return value


def values() -> tuple[object, ...]:
    cell = CellRef(file="f", sheet="s", row=1, column=2)
    return ({cell: Decimal("1.50")}, date(2026, 11, 9), frozenset({1}), b"x", None)


def members() -> tuple[object, ...]:
    return (Colour.RED, Season.WINTER, {Season.WINTER: [Colour.RED]})


def refuse_a_member() -> None:
    raise OfColour(Colour.RED)


def chatter() -> str:
    print("noise on standard output")
    sys.stdout.flush()
    os.write(1, b"more noise")
    return "quiet"


def refuse(detail: str) -> None:
    raise HoldsMacros(detail)


def refuse_plainly() -> None:
    raise FileTooLarge


def be_stubborn() -> None:
    raise Stubborn("no", second="way")


def hog() -> int:
    blocks = [bytes(10_000_000) for _ in range(1_000)]
    return len(blocks)


def hog_in_a_library() -> None:
    """As Rust and C++ libraries end when memory is refused: words on stderr, then abort."""
    os.write(2, b"memory allocation of 17179869184 bytes failed\n")
    os.abort()


def spin() -> None:
    while True:
        pass


def sleep(seconds: float) -> None:
    time.sleep(seconds)


def sleep_with_a_child(marker: str) -> None:
    """A grandchild that would write its marker after two seconds."""
    code = f"import time; time.sleep(2); open({marker!r}, 'w').close()"
    subprocess.Popen([sys.executable, "-c", code])
    time.sleep(60)


def abort() -> None:
    os.abort()


def segfault() -> None:
    ctypes.string_at(0)


def leave() -> None:
    sys.exit(3)


def limits() -> tuple[int, int, int]:
    return (
        resource.getrlimit(resource.RLIMIT_AS)[0],
        resource.getrlimit(resource.RLIMIT_CPU)[0],
        resource.getrlimit(resource.RLIMIT_CORE)[0],
    )


def harm() -> Harmful:
    return Harmful()


def forged() -> bytes:
    return pickle.dumps(Harmful())
