"""Student's t: its distribution and quantiles, by the incomplete beta function.

Lentz's continued fraction, Numerical Recipes §6.4; tested against SciPy.
"""

from math import exp, inf, isinf, lgamma, log

TINY, STEPS, CLOSE = 1e-300, 300, 1e-15


def incomplete_beta(a: float, b: float, x: float) -> float:
    """The regularised I_x(a, b)."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1 - x))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(a, b, x) / a
    return 1 - front * _fraction(b, a, 1 - x) / b


def _fraction(a: float, b: float, x: float) -> float:
    c, d = 1.0, 1 / _away(1 - (a + b) * x / (a + 1))
    result = d
    for m in range(1, STEPS):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d, c = 1 / _away(1 + term * d), _away(1 + term / c)
            result *= d * c
        if abs(d * c - 1) < CLOSE:
            break
    return result


def _away(value: float) -> float:
    return value if abs(value) > TINY else TINY


def t_below(t: float, freedom: float) -> float:
    """P(T ≤ t)."""
    if isinf(t):
        return float(t > 0)
    tail = incomplete_beta(freedom / 2, 0.5, freedom / (freedom + t * t)) / 2
    return 1 - tail if t > 0 else tail


def t_quantile(share: float, freedom: float) -> float:
    """The t below which this share lies, by bisection."""
    low, high = -1.0, 1.0
    while t_below(low, freedom) > share:
        low *= 2
    while t_below(high, freedom) < share:
        high *= 2
    for _ in range(STEPS):
        middle = (low + high) / 2
        if high - low < CLOSE * max(1.0, abs(middle)):
            break
        low, high = (middle, high) if t_below(middle, freedom) < share else (low, middle)
    return (low + high) / 2 if high < inf else high
