"""What somebody knows already: what they saw last time, and what they have just answered."""

from dataclasses import dataclass
from datetime import datetime

from gates.moved import Moved


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What moved since the viewer last looked."""

    at: datetime
    moved: tuple[Moved, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterView:
    """The answer that led on to this request."""

    said: str
    question: str
    href: str
    """Its receipt, from where it can be withdrawn."""
