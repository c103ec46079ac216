"""Parts of a whole, and flips between two runs of the same: exact where they can be."""

from fractions import Fraction
from math import comb, sqrt

Z95 = 1.959963984540054


def wilson(count: int, of: int, z: float = Z95) -> tuple[float, float]:
    """The interval of a proportion that stays within 0 and 1 (Wilson 1927).

    >>> [round(one, 3) for one in wilson(4, 5)]
    [0.376, 0.964]
    >>> wilson(0, 0)
    (0.0, 1.0)
    """
    if not of:
        return 0.0, 1.0
    part, extra = count / of, z * z / of
    middle = (part + extra / 2) / (1 + extra)
    half = z * sqrt(part * (1 - part) / of + extra / (4 * of)) / (1 + extra)
    return max(0.0, middle - half), min(1.0, middle + half)


def mcnemar(lost: int, won: int) -> float:
    """How likely flips at least so one-sided are if neither run were better: exact, two-sided.

    >>> mcnemar(0, 0), round(mcnemar(6, 0), 5), mcnemar(3, 3)
    (1.0, 0.03125, 1.0)
    """
    flips = lost + won
    tail = Fraction(sum(comb(flips, k) for k in range(min(lost, won) + 1)), 2**flips)
    return float(min(Fraction(1), 2 * tail))
