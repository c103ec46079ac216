"""M10: how often so many runs in a row would all have been good."""

from math import comb


def pass_hat(good: int, of: int, k: int) -> float:
    """C(good, k) / C(of, k): the chance that k runs drawn from those that were made are all good.

    >>> [round(pass_hat(4, 5, k), 2) for k in (1, 3, 5)]
    [0.8, 0.4, 0.0]
    """
    if not 1 <= k <= of:
        raise ValueError(f"{k} of {of} runs")
    return comb(good, k) / comb(of, k)
