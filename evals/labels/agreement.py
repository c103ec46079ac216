"""How far raters agree beyond chance: Krippendorff's alpha for nominal labels."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import permutations


def alpha(units: Iterable[Sequence[str]]) -> float | None:
    """1 - D_o / D_e over units with two labels or more; None where nothing can disagree.

    D_o = 1/n * sum_u sum_{c != k} n_uc * n_uk / (m_u - 1)
    D_e = 1/(n (n - 1)) * sum_{c != k} n_c * n_k
    K. Krippendorff, Content Analysis, 4th edition, section 12.3.2.

    >>> alpha([("a", "a"), ("b", "b"), ("a", "a")])
    1.0
    >>> round(alpha([("a", "a"), ("a", "b"), ("b", "b"), ("b", "b")]), 3)
    0.533
    """
    paired = [unit for unit in units if len(unit) > 1]
    n = sum(map(len, paired))
    totals = Counter(label for unit in paired for label in unit)
    expected = sum(totals[one] * totals[other] for one, other in permutations(totals, 2))
    if not expected:
        return None
    observed = sum(
        of[one] * of[other] / (len(unit) - 1)
        for unit in paired
        for of in [Counter(unit)]
        for one, other in permutations(of, 2)
    )
    return 1 - (n - 1) * observed / expected
