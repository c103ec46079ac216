"""Demand as it may come: the same draws for every option (common random numbers).

For each draw and each month ahead one number is drawn for all items; each item takes the error of
that place among its own past months. Items whose errors go back over the same months so move
together as they did.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planning.company import Company
from planning.past_errors import PastErrors
from planning.periods import starts_of
from planning.supply.layout import Numbers

DRAWS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Draws:
    """`factors[draw, item, month]`: what orders are of the agreed demand."""

    seed: int
    factors: Numbers
    month_of: tuple[int, ...]
    """For each planning period, its month ahead."""


def draw(company: Company, errors: Sequence[PastErrors], *, seed: int, draws: int = DRAWS) -> Draws:
    """The same seed, errors and calendar give the same numbers, whatever the machine."""
    months = [start.replace(day=1) for start in starts_of(company)]
    ahead = list(dict.fromkeys(months))
    places = np.random.default_rng(seed).random((draws, len(ahead)))
    factors = np.ones((draws, len(errors), len(ahead)))
    for at, one in enumerate(errors):
        if one.ratios:
            ratios = np.array(one.ratios)
            factors[:, at, :] = ratios[(places * len(ratios)).astype(int)]
    return Draws(seed=seed, factors=factors, month_of=tuple(ahead.index(one) for one in months))


def as_agreed(company: Company) -> Draws:
    """One draw in which everything comes as agreed: a plan simulated on it gives itself."""
    return Draws(
        seed=0,
        factors=np.ones((1, len(company.items), 1)),
        month_of=(0,) * len(starts_of(company)),
    )
