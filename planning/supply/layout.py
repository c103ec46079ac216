"""Where the supply model's variables are: their column numbers."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planning.rules import Allocation, Case
from planning.supply.facts import weeks_of
from planning.supply.openings import is_placed, made_in_house, moved_demand

Numbers = NDArray[np.float64]
Columns = NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Column numbers of each variable, by what it is about and period.

    What a company doesn't use takes no column.
    """

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
    moved: Columns
    """By routing and period: regular production on another line."""
    moved_overtime: Columns
    served: Columns
    """By demand moved for a region: made elsewhere for it, over the whole plan."""
    sourced: Columns
    """By source and period: ordered from another supplier."""
    swapped: Columns
    """By alternate and period: of the component that the alternate goes in for."""
    stood_in: Columns
    """By substitute, tier and period."""
    waiting: Columns
    """By item, tier that waits and period: not shipped yet at the period's end."""
    lost: Columns
    """By item, tier that waits and period: gone elsewhere."""
    part_overtime: Columns
    """By component made in the house and period: started in overtime."""
    unkept: Columns
    """By item and period: less made than a fence asks for."""
    written_off: Columns
    """By item with a shelf life and period."""
    over_cover: Columns
    """By item with a most cover and period."""
    lots: Columns
    """By component that comes in lots and period; whole numbers."""
    set_up: Columns
    """By setup and period: 1 where the line is set up for the item."""
    placed: Columns
    """By component with lots or an order cost and period: 1 where it is ordered at all."""
    count: int


def layout_of(case: Case) -> Layout:
    taken, blocks = 0, dict[str, Columns]()
    for name, shape in {**_shapes(case), **_wider_shapes(case)}.items():
        size = int(np.prod(shape))
        blocks[name] = np.arange(taken, taken + size, dtype=np.int32).reshape(shape)
        taken += size
    return Layout(**blocks, count=taken)


def _shapes(case: Case) -> dict[str, tuple[int, ...]]:
    company = case.company
    items, tiers, parts = len(company.items), len(company.tiers), len(company.components)
    periods = len(weeks_of(company))
    return {
        "regular": (items, periods),
        "overtime": (items, periods),
        "stock": (items, periods),
        "shipped": (items, tiers, periods),
        "deficit": (items, periods),
        "component_stock": (parts, periods),
        "ordered": (parts, periods),
        "expedited": (parts, periods),
        "prebuild_shortfall": (len(case.rules.prebuild),),
        "floor_shortfall": (2, tiers),
        "lost_share": (periods if case.rules.allocation is Allocation.FAIR_SHARE else 0,),
    }


def _wider_shapes(case: Case) -> dict[str, tuple[int, ...]]:
    company, periods = case.company, len(weeks_of(case.company))
    items, tiers = len(company.items), len(company.tiers)
    waits = sum(tier.waits_weeks is not None for tier in company.tiers)
    lots = sum(part.order_multiple is not None for part in company.components)
    fences = any(line.frozen_weeks or line.slushy_weeks for line in company.resources)
    return {
        "moved": (len(company.routings), periods),
        "moved_overtime": (len(company.routings), periods),
        "served": (len(moved_demand(case)),),
        "sourced": (len(company.sources), periods),
        "swapped": (len(company.alternates), periods),
        "stood_in": (len(company.substitutes), tiers, periods),
        "waiting": (items, waits, periods),
        "lost": (items, waits, periods),
        "part_overtime": (len(made_in_house(company)), periods),
        "unkept": (items if fences else 0, periods),
        "written_off": (sum(i.shelf_life_weeks is not None for i in company.items), periods),
        "over_cover": (sum(i.max_cover_weeks is not None for i in company.items), periods),
        "lots": (lots, periods),
        "set_up": (len(company.setups), periods),
        "placed": (sum(map(is_placed, company.components)), periods),
    }
