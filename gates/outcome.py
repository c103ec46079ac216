"""How an option may turn out, as a brief says it: in the units of the brief's own measures."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """One measure over all draws of demand: eight of ten lie from `low` to `high`."""

    low: Decimal
    middle: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Its decisions stand, demand comes otherwise; every option meets the same draws."""

    seed: int
    draws: int
    best_in: int
    """Draws in which no other option earns more."""
    ahead_in: int
    """Draws in which it earns more than the first option."""
    by_measure: dict[str, Between]
    rests_on: str
    """Where the draws come from, in words."""
