"""The inputs that a brief rests on, and whether a newer version of each is there."""

from dataclasses import dataclass
from datetime import datetime

from api.tongue import Say
from api.views.frame import State

CURRENT = State(word=Say("Current"), icon="check", tone="good")
STALE = State(word=Say("Newer version"), icon="alert", tone="warn")


@dataclass(frozen=True, slots=True, kw_only=True)
class RestingLine:
    """One file or message, as it was when this was asked."""

    says: str
    where: str
    sender: str
    at: datetime | None
    sha256: str
    state: State
    newer: str = ""
    """What the newer version says, or when it came."""
    href: str = ""
    """Where the newer version is."""
    opens: str = ""
    """Its own page, where it has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RestingView:
    lines: tuple[RestingLine, ...] = ()

    @property
    def stale(self) -> int:
        return sum(line.state is STALE for line in self.lines)
