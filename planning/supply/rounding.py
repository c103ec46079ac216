"""Running totals in whole units: what has flowed so far is rounded, not each period.

Rounded down shipments never exceed rounded down production plus whole opening stock, and
components are never short, so every balance still holds; a period is off by less than a unit.
"""

# pyright: standard
# (numpy's arithmetic on untyped arrays)

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from planning.supply.layout import Numbers

Whole = NDArray[np.int64]

NEARLY_WHOLE = 0.001
"""Units; closer than this to the next whole number is the solver's tolerance, not a fraction."""
PARTS_OF_ONE = 1000
"""Components made in the house and alternates are counted to a thousandth."""


def rounded_down(
    flow: Sequence[float] | Numbers, *, nearly: float = NEARLY_WHOLE
) -> tuple[int, ...]:
    """Whole units a period whose running total is the flow's, rounded down.

    >>> rounded_down([0.4, 0.4, 0.4, 2])
    (0, 0, 1, 2)
    """
    return tuple(down(np.asarray(flow, dtype=np.float64), nearly).tolist())


def rounded_up(flow: Sequence[float] | Numbers) -> tuple[int, ...]:
    """Whole units a period whose running total is the flow's, rounded up.

    >>> rounded_up([0.4, 0.4, 0.4, 2])
    (1, 0, 1, 2)
    """
    return tuple(up(np.asarray(flow, dtype=np.float64)).tolist())


def down(flows: Numbers, nearly: float = NEARLY_WHOLE) -> Whole:
    """The same for every row of a table; periods are its last axis."""
    return _flows(np.floor(np.cumsum(flows, axis=-1) + nearly))


def up(flows: Numbers) -> Whole:
    return _flows(np.ceil(np.cumsum(flows, axis=-1) - NEARLY_WHOLE))


def up_to_a_thousandth(flows: Numbers) -> Numbers:
    """The running total rounded up to a thousandth of a unit."""
    return up(flows * PARTS_OF_ONE) / PARTS_OF_ONE


def _flows(totals: Numbers) -> Whole:
    return np.diff(totals, axis=-1, prepend=0).astype(np.int64)
