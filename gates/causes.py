"""Why the agreed demand can't be met, ranked: what is short, what it takes, and who can lift it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """What a cause takes from one item in one week."""

    item: str
    week: date
    units: int
    eur: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """One scarce component or line. A brief holds them with the most money first."""

    what: str
    why: str
    detail: str
    gap: str
    """What is missing, with its unit."""
    units: int
    eur: Decimal
    """Margin of the units lost, before extra cost."""
    first: date
    last: date
    lifted_by: str
    """Name and title of who can lift it; empty where there are no people."""
    choose_by: date
    lost: tuple[Lost, ...]
    """By item and week, the most money first."""
