"""Where the supply model's variables are: their column numbers."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planning.rules import Allocation, Case

Numbers = NDArray[np.float64]
Columns = NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Column numbers of each variable, by item, tier, component and week."""

    regular: Columns
    overtime: Columns
    stock: Columns
    shipped: Columns
    deficit: Columns
    component_stock: Columns
    ordered: Columns
    expedited: Columns
    prebuild_shortfall: Columns
    floor_shortfall: Columns
    lost_share: Columns
    count: int


def layout_of(case: Case) -> Layout:
    company = case.company
    items, tiers, parts = len(company.items), len(company.tiers), len(company.components)
    weeks = company.horizon_weeks
    unmanaged = case.rules.allocation is Allocation.FAIR_SHARE
    taken = 0

    def block(*shape: int) -> Columns:
        nonlocal taken
        first, size = taken, int(np.prod(shape))
        taken += size
        return np.arange(first, taken, dtype=np.int32).reshape(shape)

    return Layout(
        regular=block(items, weeks),
        overtime=block(items, weeks),
        stock=block(items, weeks),
        shipped=block(items, tiers, weeks),
        deficit=block(items, weeks),
        component_stock=block(parts, weeks),
        ordered=block(parts, weeks),
        expedited=block(parts, weeks),
        prebuild_shortfall=block(len(case.rules.prebuild)),
        floor_shortfall=block(2, tiers),
        lost_share=block(weeks if unmanaged else 0),
        count=taken,
    )
