"""How a file came: when, from whom, and what was said before in this cycle."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from planning.checks.facts import Key


class Line(Protocol):
    """What a number sent before and one read now have in common."""

    @property
    def sku(self) -> str: ...
    @property
    def tier(self) -> str: ...
    @property
    def month(self) -> date: ...
    @property
    def units(self) -> int: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A version that came before in this cycle and wasn't sent back."""

    called: str
    """Such as `version 1`."""
    units: tuple[tuple[Key, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """Who sent it and when, in the company's time."""

    received_at: datetime
    due_at: datetime
    sender: str
    sender_name: str
    may_send: frozenset[str]
    """Keys of the people who may speak for the region."""
    earlier: Earlier | None = None


def earlier(called: str, lines: Iterable[Line]) -> Earlier:
    """What was said before, days of a month added up."""
    units: dict[Key, int] = {}
    for line in lines:
        key = (line.sku, line.tier, line.month)
        units[key] = units.get(key, 0) + line.units
    return Earlier(called=called, units=tuple(units.items()))
