"""How much a person may approve: limits in euro per decision kind, used up over a cycle.

What counts is whose authority is used, not who clicked: a delegate spends the giver's. So
neither splitting a matter nor splitting it among delegates gets past a limit.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from gates.people import Role

ANY = ""
"""Stands for every gate, or for nobody in particular."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """The most a person, or each holder of a role, may approve at a gate in one cycle."""

    limit_eur: Decimal
    person: str = ANY
    role: Role | None = None
    gate: str = ANY


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """An approval that stands: whose authority it used, and by which delegation if any."""

    person: str
    gate: str
    amount_eur: Decimal
    delegation: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Purse:
    """All limits of a company, and what one cycle has used of them."""

    limits: tuple[Limit, ...] = ()
    spent: tuple[Spent, ...] = ()

    def limit(self, person: str, role: Role, gate: str) -> Decimal | None:
        """The person's limit at the gate; None where nothing limits the gate at all.

        What names the person counts before their role, what names the gate before every gate.
        Where others are limited at a gate and somebody isn't listed, they have none.
        """
        mine = self._mine(person, role, gate)
        if mine is not None:
            return mine.limit_eur
        listed = any(one.gate in {gate, ANY} for one in self.limits)
        return Decimal(0) if listed else None

    def room(self, person: str, role: Role, gate: str) -> Decimal | None:
        """What is left of it in this cycle."""
        limit = self.limit(person, role, gate)
        if limit is None:
            return None
        mine = self._mine(person, role, gate)
        kind = mine.gate if mine else gate
        return limit - self.used(person, kind)

    def held(self, person: str, role: Role) -> tuple[Limit, ...]:
        """The limits that count for a person, the one for every gate first."""
        theirs = {one.gate for one in self.limits if one.person == person or _by_role(one, role)}
        found = {self._mine(person, role, gate) for gate in theirs} - {None}
        return tuple(sorted((one for one in found if one), key=lambda one: one.gate))

    def used(self, person: str, gate: str) -> Decimal:
        """What the person's authority was used for, at one gate or at all of them."""
        return _sum(one for one in self.spent if one.person == person and gate in {ANY, one.gate})

    def used_under(self, delegation: int) -> Decimal:
        return _sum(one for one in self.spent if one.delegation == delegation)

    def _mine(self, person: str, role: Role, gate: str) -> Limit | None:
        fits = [
            one
            for one in self.limits
            if one.gate in {gate, ANY} and (one.person == person or _by_role(one, role))
        ]
        return max(fits, key=lambda one: (one.person != ANY, one.gate != ANY), default=None)


def _by_role(limit: Limit, role: Role) -> bool:
    return limit.person == ANY and limit.role is role


def _sum(spent: Iterable[Spent]) -> Decimal:
    return sum((one.amount_eur for one in spent), Decimal(0))
