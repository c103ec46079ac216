"""What is worked out of a company once, for all of its options."""

from collections import deque
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from planning.company import Company

T = TypeVar("T")

MOST_KEPT = 4
"""Companies; the options of one are solved one after the other."""


def once_a_company(work: Callable[[Company], T]) -> Callable[[Company], T]:
    """Kept for the last few companies, told apart by identity: a company never changes."""
    kept: deque[tuple[Company, T]] = deque(maxlen=MOST_KEPT)

    @wraps(work)
    def known(company: Company) -> T:
        for one, value in tuple(kept):
            if one is company:
                return value
        value = work(company)
        kept.append((company, value))
        return value

    return known
