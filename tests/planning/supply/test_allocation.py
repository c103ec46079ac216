"""Sharing what there is among those who ask for more, against figures others have published."""

from dataclasses import replace

import pytest

from planning.company import Stock
from planning.demand import DemandRow
from planning.rules import Allocation, SupplyRules, agreed_case
from planning.supply.solve import solve_case
from tests.planning.supply.test_small_networks import bare
from tests.small_companies import item, resource, tier

TIERS = ("key", "retail", "web")


def shared(on_hand: int, asked: tuple[int, ...], rule: Allocation) -> tuple[int, ...]:
    """What each tier gets of one item in one week, when nothing can be made."""
    tiers = tuple(tier(code, rank) for rank, code in enumerate(TIERS[: len(asked)], start=1))
    small = bare(
        horizon_weeks=1,
        items=(item(safety_stock_units=0),),
        tiers=tiers,
        resources=(resource(hours_per_week=0),),
        stock=(Stock(code="BAR", quantity=on_hand),),
    )
    rows = tuple(
        DemandRow(sku="BAR", tier=one.code, units=(units,))
        for one, units in zip(tiers, asked, strict=True)
    )
    case = replace(agreed_case(small), demand=rows, rules=SupplyRules(allocation=rule))
    return tuple(sum(line.shipped_units) for line in solve_case(case).sales)


@pytest.mark.parametrize(
    ("on_hand", "asked", "published"),
    [
        # Three claims on an estate, Mishnah Ketubot 93a; Aumann and Maschler, Game-theoretic
        # analysis of a bankruptcy problem from the Talmud, Journal of Economic Theory 36 (1985):
        # of 300, which is half of all claims, each gets half of theirs. (Of 100 and 200 the
        # Mishnah divides otherwise; in proportion they are worked by hand below.)
        pytest.param(300, (100, 200, 300), (50, 100, 150), id="the Talmud's estate of 300"),
        # frePPLe's documentation, Fair share constraint resolution: each of two distribution
        # centres has 6 units; one's stores ask for the same, the other's for one and two parts.
        pytest.param(6, (10, 10), (3, 3), id="frePPLe's first centre"),
        pytest.param(6, (10, 20), (2, 4), id="frePPLe's second centre"),
    ],
)
def test_a_fair_share_is_what_is_published(
    on_hand: int, asked: tuple[int, ...], published: tuple[int, ...]
) -> None:
    assert shared(on_hand, asked, Allocation.FAIR_SHARE) == published


@pytest.mark.parametrize(
    ("on_hand", "by_hand"),
    [
        # 100 D / 600 = 16 2/3, 33 1/3, 50: the unit left goes to the largest remainder
        (100, (17, 33, 50)),
        # 200 D / 600 = 33 1/3, 66 2/3, 100
        (200, (33, 67, 100)),
        # 600 and more: everybody gets what they ask for
        (700, (100, 200, 300)),
    ],
)
def test_whole_units_of_a_fair_share_go_by_the_largest_remainder(
    on_hand: int, by_hand: tuple[int, ...]
) -> None:
    """X D / sum D, worked by hand."""
    assert shared(on_hand, (100, 200, 300), Allocation.FAIR_SHARE) == by_hand


@pytest.mark.parametrize(
    ("on_hand", "by_hand"),
    [(100, (100, 0, 0)), (200, (100, 100, 0)), (300, (100, 200, 0)), (400, (100, 200, 100))],
)
def test_by_priority_the_first_tier_is_served_first(on_hand: int, by_hand: tuple[int, ...]) -> None:
    """S1 = min(D1, X), then the same of what is left, worked by hand."""
    assert shared(on_hand, (100, 200, 300), Allocation.PRIORITY) == by_hand
