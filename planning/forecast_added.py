"""What was sent for a forecast, and what its steps, people and agents added, as values."""

from dataclasses import dataclass
from decimal import Decimal

from planning.company import DemandLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What one person sent for one region: first, and as it was accepted."""

    region: str
    person: str
    """By key."""
    first: tuple[DemandLine, ...]
    accepted: tuple[DemandLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepAdded:
    key: str
    wape_pct: Decimal
    added_pct: Decimal | None
    """None for the first, which there is nothing to hold against."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OneAdded:
    """Of a person and their region, or of an agent and the region it had corrected."""

    who: str
    region: str
    added_pct: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueAdded:
    weeks: int
    steps: tuple[StepAdded, ...] = ()
    people: tuple[OneAdded, ...] = ()
    agents: tuple[OneAdded, ...] = ()
