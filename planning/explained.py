"""A number taken apart: its formula and its parts, each with where it was read."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One summand, in the unit of the number."""

    says: str
    """What was multiplied: `12,400 units of OB-01 at €4.20`."""
    value: Decimal
    sources: tuple[str, ...]
    """`items.csv OB-01 price_eur`, or a row of the plan."""
    key: str | None = None
    """Of the number this part is itself, which can be taken apart in turn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    key: str
    formula: str
    value: Decimal
    parts: tuple[Part, ...]
    """They add up to the value; shares of a whole but for the last digit."""
