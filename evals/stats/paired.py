"""The effect of a change: paired by cycle, averaged in each world, with t over the worlds.

δ is the mean of the worlds' mean differences, its standard error sd(world δ) / √G, with G − 1
degrees of freedom (Miller, arXiv 2411.00640). Below ten worlds an exact sign-flip test besides.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import sqrt
from statistics import mean, stdev

from evals.stats.student import t_below, t_quantile

CONFIDENCE = 0.95
FLIPS_BELOW = 10
TWO = 2
"""Worlds, below which nothing can be said about how much they differ."""
Pair = tuple[str, float, float]
"""World, base, candidate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """Candidate minus base. Without two worlds there is no interval."""

    worlds: int
    cycles: int
    base: float
    candidate: float
    delta: float
    low: float | None
    high: float | None
    p: float | None
    """Two-sided, of no effect at all."""
    p_flips: float | None = None
    """The same by flipping the signs of the worlds, exactly."""
    error: float | None = None
    """The standard error of the difference."""
    untouched: bool = False
    """No cycle at all differs."""

    def beyond(self, margin: float) -> float | None:
        """How likely so large a difference is if the truth were the margin; small: it is worse."""
        if self.error is None:
            return None
        if self.error == 0:
            return float(self.delta <= margin)
        return 1 - t_below((self.delta - margin) / self.error, self.worlds - 1)


def effect(pairs: Sequence[Pair]) -> Effect:
    by_world: dict[str, list[float]] = defaultdict(list)
    for world, base, candidate in pairs:
        by_world[world].append(candidate - base)
    deltas = [mean(found) for found in by_world.values()]
    low, high, p = _interval(deltas)
    error = stdev(deltas) / sqrt(len(deltas)) if len(deltas) >= TWO else None
    return Effect(
        worlds=len(deltas),
        cycles=len(pairs),
        base=mean(base for _, base, _ in pairs),
        candidate=mean(candidate for _, _, candidate in pairs),
        delta=mean(deltas),
        low=low,
        high=high,
        p=p,
        p_flips=sign_flips(deltas) if len(deltas) < FLIPS_BELOW else None,
        error=error,
        untouched=all(base == candidate for _, base, candidate in pairs),
    )


def _interval(deltas: Sequence[float]) -> tuple[float | None, float | None, float | None]:
    many = len(deltas)
    if many < TWO:
        return None, None, None
    middle, error = mean(deltas), stdev(deltas) / sqrt(many)
    if error == 0:
        return middle, middle, 1.0 if middle == 0 else 0.0
    reach = t_quantile((1 + CONFIDENCE) / 2, many - 1) * error
    p = 2 * (1 - t_below(abs(middle / error), many - 1))
    return middle - reach, middle + reach, p


def sign_flips(deltas: Sequence[float]) -> float:
    """How many of all 2^G sign patterns lie at least as far from nothing."""
    found = abs(sum(deltas)) - 1e-12
    flipped = [abs(sum(s * d for s, d in zip(signs, deltas, strict=True)))
               for signs in product((1, -1), repeat=len(deltas))]  # fmt: skip
    return sum(one >= found for one in flipped) / len(flipped)


def holm(ps: Mapping[str, float]) -> dict[str, float]:
    """Adjusted so that all of them together are wrong no more often than one would be."""
    adjusted: dict[str, float] = {}
    largest = 0.0
    for rank, (key, p) in enumerate(sorted(ps.items(), key=lambda one: one[1])):
        largest = max(largest, min(1.0, p * (len(ps) - rank)))
        adjusted[key] = largest
    return adjusted


def none_of(many: int) -> float:
    """The most a rate can be, with 95 %, where none was seen in so many."""
    return 1 - (1 - CONFIDENCE) ** (1 / many) if many else 1.0


def least_effect(spread: float, worlds: int, *, power: float = 0.8) -> float:
    """The smallest effect that so many worlds show so often, where they differ by `spread`."""
    freedom = max(worlds - 1, 1)
    reach = t_quantile((1 + CONFIDENCE) / 2, freedom) + t_quantile(power, freedom)
    return reach * spread / sqrt(worlds)


def worlds_needed(delta: float, spread: float, *, most: int = 10_000) -> int | None:
    """How many worlds such an effect takes to be shown; None where no number of them does."""
    many = 2
    while many <= most:
        if least_effect(spread, many) <= abs(delta):
            return many
        many += max(1, many // 20)
    return None
