"""What a node is handed: sessions, the clock, and a way to say how far it got."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """Arrives in every node as `runtime.context`; wired in `runtime/office.py`."""

    sessions: Callable[[int], AbstractContextManager[Session]]
    """A transaction of one company; commits when the block ends."""
    now: Callable[[], datetime]
    defer: Callable[[Session, str, int], None]
    """Queue the case's next step in the session's own transaction."""
    reached: Callable[[str], None]
    """Names a point in the work, so that failure tests can stop the process there."""
