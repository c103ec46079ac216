"""What doesn't follow from the case, and how far off it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import le

QUANTITY_TOLERANCE = 0.01
"""Component quantities are published with three decimals."""
HOURS_TOLERANCE = 1e-5
"""Hours are published with six."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    rule: str
    what: str
    week: int
    """The planning period, counted from 0."""
    by: float
    """How far off, in the unit of what is checked."""

    def __str__(self) -> str:
        return f"{self.rule}: {self.what}, week {self.week}, off by {self.by:g}"


def differs(
    rule: str,
    what: str,
    expected: Sequence[float],
    found: Sequence[float],
    *,
    tolerance: float = QUANTITY_TOLERANCE,
) -> Iterator[Violation]:
    if tuple(expected) == tuple(found):
        return
    for week, (wanted, written) in enumerate(zip(expected, found, strict=True)):
        if abs(wanted - written) > tolerance:
            yield Violation(rule=rule, what=what, week=week, by=abs(wanted - written))


def exceeds(
    rule: str, what: str, found: Sequence[float], most: Sequence[float]
) -> Iterator[Violation]:
    if len(found) == len(most) and all(map(le, found, most)):
        return
    for week, (number, limit) in enumerate(zip(found, most, strict=True)):
        if number > limit:
            yield Violation(rule=rule, what=what, week=week, by=number - limit)
