"""What really happened, week by week: made, received, asked for, shipped."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ActualKind(StrEnum):
    MADE = "made"
    """Units of an item."""
    RECEIVED = "received"
    """Of a component, in its own unit."""
    ASKED = "asked"
    """Units of an item that customers ordered."""
    SHIPPED = "shipped"
    """Units of an item that left."""
    STOCK = "stock"
    """On hand at the week's end, of an item or a component."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actual:
    """One quantity of one week."""

    week: date
    """Its Monday."""
    kind: ActualKind
    code: str
    quantity: int

    def __post_init__(self) -> None:
        """Less than none happens nowhere, and a plan for it is infeasible."""
        if self.quantity < 0:
            raise ValueError(f"{self.quantity} {self.code} {self.kind} in the week of {self.week}")


def summed(actuals: Iterable[Actual], kind: ActualKind) -> dict[tuple[str, date], int]:
    """By code and week; what is said twice counts twice."""
    found: dict[tuple[str, date], int] = {}
    for one in actuals:
        if one.kind is kind:
            key = one.code, one.week
            found[key] = found.get(key, 0) + one.quantity
    return found
