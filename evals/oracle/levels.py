"""How sure an answer in a replay is, and what a gate that is gone had caught."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum


class Level(StrEnum):
    """How a replay knows an answer."""

    RECORDED = "L0"
    """The same person answered the very same content."""
    TRANSFERRED = "L1"
    """They answered content that has moved since, by no more than is tolerated."""
    IMPLIED = "L2"
    """They approved as much at this gate, or more, in the same cycle; only where that is wanted."""
    NEVER_ASKED = "L3"
    """Nobody knows: it is let pass after the usual time, counted, and taints what follows."""
    NO_LONGER_ASKED = "L4"
    """They answered in the record and aren't asked any more."""


KNOWN = frozenset({Level.RECORDED, Level.TRANSFERRED})
"""What coverage counts."""
UNKNOWN = frozenset({Level.IMPLIED, Level.NEVER_ASKED})
"""What taints all that follows."""


class Lost(StrEnum):
    """What becomes of an answer that isn't asked for any more."""

    SAVED_TOUCH = "saved touch"
    """It approved what stands anyway."""
    PASSED_ON = "passed on"
    """Somebody who was never asked decides instead; nobody knows what they would say."""
    LOST_CORRECTION = "lost correction"
    """It sent back, refused, or chose or changed something other than what stands without it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """An answer of the record that the candidate doesn't ask for."""

    request: str
    gate: str
    by: str
    verb: str
    choice: str | None
    reason: str
    brief: str
    """What they were shown."""
    lost: Lost
    stake_eur: Decimal
    waited: timedelta

    @property
    def says(self) -> str:
        what = f" “{self.choice}”" if self.choice else ""
        why = f": {self.reason}" if self.reason else ""
        return f"{self.lost.value}: {self.by} at {self.gate}: {self.verb}{what}{why}"
