"""How an option may turn out once demand comes otherwise than agreed: values that are kept."""

from dataclasses import dataclass
from decimal import Decimal

LOW_PCT, HIGH_PCT = 10, 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """One number of an option over all draws; in one draw of ten it is lower than `low`."""

    key: str
    """Of the registry in `planning.metrics`."""
    low: Decimal
    middle: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Driver:
    """An item, and the part of the margin's variance that moves with its demand."""

    sku: str
    share_pct: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeRange:
    """With the same seed, errors and options it is the same again."""

    seed: int
    draws: int
    best_in: int
    """Draws in which no other option earns more."""
    ahead_in: int
    """Draws in which it earns more than the first option, which is doing nothing."""
    spreads: tuple[Spread, ...]
    drivers: tuple[Driver, ...]
    """The largest first."""
    recorded_items: int
    """Items whose recorded forecasts say how far off they are."""
    floor_items: int
    """Items whose own orders say how far off a naive forecast is."""
    certain_items: int
    """Items with too short a past: they come as agreed in every draw."""

    def spread(self, key: str) -> Spread | None:
        return next((one for one in self.spreads if one.key == key), None)
