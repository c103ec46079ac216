"""What a company says of its demand streams: their numbers, their weights, and overrides."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

REGIONAL, LAST, FINANCE = "regional", "last", "finance"
OWN_STREAMS = (REGIONAL, LAST, FINANCE)
"""Always there: what regions sent, last cycle's forecast, and `finance.csv` by its families."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamLine:
    """What another stream, such as marketing's or a statistical one, says of a month to come."""

    stream: str
    region: str
    sku: str
    tier: str
    month: date
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """How much a stream counts; the row that says most about where counts."""

    stream: str
    region: str | None
    family: str | None
    """As its code."""
    weight: Decimal
    author: str | None = None
    """Key in `people.csv`."""
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """A number that stands whatever the streams say, at any level of the hierarchy."""

    region: str | None
    """None: every region."""
    family: str | None
    sku: str | None
    """None: the whole family."""
    tier: str | None
    month: date
    units: int
    author: str
    """Key in `people.csv`."""
    reason: str
