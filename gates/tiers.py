"""How much is at stake decides: how surely the sender must be known, and what a tier permits."""

from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum, StrEnum
from types import MappingProxyType


class Tier(StrEnum):
    """How much is at stake."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Assurance(IntEnum):
    """How surely we know who sent an answer; each is surer than the one before."""

    MAIL = 1
    """A mail whose domain vouches for its sender."""
    SESSION = 2
    """A signed-in browser."""
    STEPPED_UP = 3
    """One that proved a short while ago whose it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TierPolicy:
    """What a tier asks for and permits. A gate may hold its effects longer or shorter."""

    step_up: bool
    """An answer must come from a session that proved a short while ago whose it is."""
    undo_window: timedelta
    """How long effects of a decision are held, where the gate doesn't say."""
    mail_reply: bool
    """A mail may answer."""
    together: bool
    """Several requests may be answered at once."""

    @property
    def least(self) -> Assurance:
        """The least that must be known of who answers."""
        if self.step_up:
            return Assurance.STEPPED_UP
        return Assurance.MAIL if self.mail_reply else Assurance.SESSION


POLICIES = MappingProxyType(
    {
        Tier.LOW: TierPolicy(
            step_up=False, undo_window=timedelta(0), mail_reply=True, together=True
        ),
        Tier.MEDIUM: TierPolicy(
            step_up=False, undo_window=timedelta(0), mail_reply=False, together=False
        ),
        Tier.HIGH: TierPolicy(
            step_up=True, undo_window=timedelta(minutes=30), mail_reply=False, together=False
        ),
    }
)
