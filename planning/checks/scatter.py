"""How far a file's numbers stray from last month's forecast, each by itself."""

from collections.abc import Collection
from math import log, sqrt
from statistics import median

from planning.checks.sent import Sent

SIGMAS = 4
MAD_TO_SIGMA = 1.4826
"""A normal distribution's sigma for its median absolute deviation."""


def scatter(sent: Sent) -> float:
    """Sigma of ln(number / last month's). A level moved as a whole, or a few errors, don't count.

    0 where last month's forecast has none of the numbers.
    """
    last = sent.facts.last
    strays = [
        log(number.units / last[key])
        for key, number in sent.numbers.items()
        if number.units > 0 and last.get(key, 0) > 0
    ]
    if not strays:
        return 0.0
    level = median(strays)
    return MAD_TO_SIGMA * median(abs(stray - level) for stray in strays)


def noise_of_sum(sigma: float, last: Collection[int]) -> float:
    """How far, as a share, a sum of such numbers may stray by chance alone (four sigma).

    >>> round(noise_of_sum(0.05, [100]), 3), round(noise_of_sum(0.05, [100, 100, 100, 100]), 3)
    (0.2, 0.1)
    """
    total = sum(last)
    return SIGMAS * sigma * sqrt(sum(one * one for one in last)) / total if total else 0.0
