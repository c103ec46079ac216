"""Premises: what an option rests on, checkable, in the brief and so part of what is signed.

A premise the data can tell is an assumption: the decision stands while it holds. One that only
evidence can tell, such as a supplier's confirmation, may also be made a condition.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from gates.facts import FactKind, Predicate, Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Premise:
    """`option` is the choice that rests on it."""

    key: str
    option: str
    says: str
    predicate: Predicate
    was: str
    """How the fact stood when this was asked, in words."""

    @property
    def can_be_condition(self) -> bool:
        return self.predicate.fact is FactKind.PROVEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A premise as it stands now: what was seen, how that reads, and where it is from."""

    premise: Premise
    standing: Standing
    now: str
    why: str
    where: str


def broken(checked: Iterable[Checked]) -> tuple[Checked, ...]:
    """Those that no longer hold; what isn't known yet breaks nothing."""
    return tuple(one for one in checked if one.standing is Standing.BROKEN)
