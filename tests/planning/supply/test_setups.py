"""Setups take hours and money once where anything is made, and only where they are stated."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.company import Company
from planning.company_network import Setup
from planning.demand import DemandRow
from planning.directory_network import broken_network
from planning.explaining import explain
from planning.metrics import metrics_of
from planning.plan import Plan
from planning.plan_money import money_of
from planning.rules import Allocation, Case, SupplyRules
from planning.supply.model import build_model
from planning.supply.pegging import Cause, peg_losses
from planning.supply.solve import solve_case
from planning.supply.verification import verify
from tests.planning.supply.test_small_networks import bare
from tests.small_companies import item, resource, tier, told_everything
from tests.wide_company import wide_cases


def made_in_lots(demand: tuple[int, ...], setup_cost: int, holding: int) -> Case:
    """One item; a unit made costs 52 euros a year's holding, so a week's is `holding`."""
    one = item(
        safety_stock_units=0,
        price_eur=Decimal(900),
        variable_cost_eur=Decimal(52 * holding),
        hours_per_1000_units=Decimal(1),
    )
    company = bare(
        items=(one,),
        horizon_weeks=len(demand),
        holding_pct_per_year=Decimal(100),
        setups=(setup("BAR", hours="0", cost=setup_cost),),
    )
    row = DemandRow(sku="BAR", tier="key", units=demand)
    return Case(company=company, demand=(row,), rules=SupplyRules())


def setup(sku: str, *, hours: str, cost: int, line: str = "LINE") -> Setup:
    return Setup(sku=sku, resource=line, hours=Decimal(hours), cost_eur=Decimal(cost))


@pytest.mark.parametrize(
    ("demand", "setup_cost", "holding", "cost", "lots"),
    [
        # Snyder and Shen, Fundamentals of Supply Chain Theory: 210 in the first, 150 in the third.
        ((90, 120, 80, 70), 500, 2, 1380, (210, 0, 150, 0)),
        # Silver, Pyke and Peterson, Inventory Management and Production Planning and Scheduling:
        # the twelve months of their lot-sizing chapter, in tenths of a dollar.
        ((10, 62, 12, 130, 154, 129, 88, 52, 124, 160, 238, 41), 540, 4, 5012, None),
    ],
    ids=["Snyder and Shen", "twelve months"],
)
def test_lots_by_wagner_and_whitin(
    demand: tuple[int, ...],
    setup_cost: int,
    holding: int,
    cost: int,
    lots: tuple[int, ...] | None,
) -> None:
    case = made_in_lots(demand, setup_cost, holding)
    plan = solve_case(case)
    money = money_of(case.company, plan)
    assert sum(plan.sales[0].lost_units) == 0
    assert float(money["setup_eur"] + money["holding_eur"]) == pytest.approx(cost, abs=0.01)
    assert lots is None or plan.items[0].made_units == lots
    assert float(cheapest(demand, setup_cost, holding)) == cost


def cheapest(demand: tuple[int, ...], setup_cost: int, holding: int) -> int:
    """Wagner and Whitin's recursion: F[t] = min over j of F[j] + K + sum h (i - j) d[i]."""
    best = [0]
    for after in range(1, len(demand) + 1):
        ways = (
            best[first]
            + setup_cost
            + sum(holding * (at - first) * demand[at] for at in range(first, after))
            for first in range(after)
        )
        best.append(min(ways))
    return best[-1]


@given(
    demand=st.lists(st.integers(0, 300), min_size=2, max_size=6).map(tuple),
    setup_cost=st.integers(1, 600),
    holding=st.integers(1, 4),
)
@settings(max_examples=25, deadline=None)
def test_no_lots_are_cheaper_than_the_recursion(
    demand: tuple[int, ...], setup_cost: int, holding: int
) -> None:
    case = made_in_lots(demand, setup_cost, holding)
    plan = solve_case(case)
    money = money_of(case.company, plan)
    asked = tuple(demand)
    least = cheapest(asked[next((t for t, n in enumerate(asked) if n), 0) :], setup_cost, holding)
    assert sum(plan.sales[0].lost_units) == 0
    expected = least if any(asked) else 0
    assert float(money["setup_eur"] + money["holding_eur"]) == pytest.approx(expected, abs=0.05)


def two_items(hours: str) -> tuple[Case, Plan]:
    """A thousand units an hour, ten hours a week; 4,000 of each asked for in both weeks."""
    items = tuple(
        item(sku, safety_stock_units=0, hours_per_1000_units=Decimal(1)) for sku in ("BAR", "SEED")
    )
    company = bare(
        items=items,
        horizon_weeks=2,
        setups=tuple(setup(sku, hours=hours, cost=25) for sku in ("BAR", "SEED")),
    )
    rows = tuple(DemandRow(sku=sku, tier="key", units=(4_000, 4_000)) for sku in ("BAR", "SEED"))
    case = Case(company=company, demand=rows, rules=SupplyRules())
    return case, solve_case(case)


def test_setup_hours_make_two_long_runs_better_than_four_short_ones() -> None:
    """Three hours each: four setups leave 4,000 a week, so 8,000 are lost; two leave 14,000.

    7,000 of one in the first week, of which 4,000 ship then and 3,000 later; 4,000 of the other
    in the second: 5,000 lost.
    """
    case, plan = two_items("3")
    assert sum(sum(line.lost_units) for line in plan.sales) == 5_000
    assert sorted(line.setups for line in plan.setups) == [(0, 1), (1, 0)]
    assert plan.resource("LINE").regular_hours[0] == 10
    assert money_of(case.company, plan)["setup_eur"] == 50
    told = explain(case.company, plan, "setup_eur")
    assert told.value == 50
    assert "setup_eur" in {metric.key for metric in metrics_of(case.company)}


def test_an_hour_that_a_setup_would_take_is_no_hour_left() -> None:
    """The second week's line is idle for 6 hours, and 6.5 would be taken by the setup alone."""
    case, plan = two_items("6.5")
    assert {peg.cause for peg in peg_losses(case, plan)} == {Cause.CAPACITY}


def test_without_setups_the_model_has_no_whole_numbers() -> None:
    case, _ = two_items("3")
    plain = replace(case, company=replace(case.company, setups=()))
    assert len(build_model(plain).whole) == 0
    assert len(build_model(case).whole) == 4


def test_a_setup_that_was_left_out_is_found() -> None:
    case, plan = two_items("3")
    idle = replace(plan.setups[0], setups=(0, 0))
    rules = {one.rule for one in verify(case, replace(plan, setups=(idle, plan.setups[1])))}
    assert rules == {"set up where made", "hours as made"}


def test_a_line_that_makes_none_of_it_isnt_set_up_for_it() -> None:
    told = told_everything()
    strange = replace(told, setups=(setup("SEED", hours="1", cost=0, line="MIXER"),))
    assert [one.wrong for one in broken_network(told)] == []
    (one,) = broken_network(strange)
    assert "that line doesn't make it" in one.wrong


def stated(case: Case) -> Company:
    """A setup of every item on its own line and on every other that can make it."""
    company = case.company
    ways = [(one.sku, one.resource) for one in company.items]
    ways += [(one.sku, one.resource) for one in company.routings]
    return replace(
        company, setups=tuple(setup(sku, hours="0.4", cost=30, line=line) for sku, line in ways)
    )


@given(case=wide_cases())
@settings(max_examples=15, deadline=None)
def test_every_plan_with_setups_is_accepted(case: Case) -> None:
    with_setups = replace(case, company=stated(case))
    plan = solve_case(with_setups)
    assert verify(with_setups, plan) == ()


def test_a_fair_share_is_in_proportion_to_what_was_asked() -> None:
    """600 to share, 500, 300 and 200 asked: X * D / sum D is 300, 180 and 120."""
    tiers = (tier(), tier("retail", 2), tier("small", 3))
    scarce = item(safety_stock_units=0, hours_per_1000_units=Decimal(10))
    company = bare(
        horizon_weeks=1, tiers=tiers, items=(scarce,), resources=(resource(hours_per_week=6),)
    )
    rows = tuple(
        DemandRow(sku="BAR", tier=code, units=(units,))
        for code, units in (("key", 500), ("retail", 300), ("small", 200))
    )
    case = Case(company=company, demand=rows, rules=SupplyRules(allocation=Allocation.FAIR_SHARE))
    shipped = {line.tier: sum(line.shipped_units) for line in solve_case(case).sales}
    assert shipped == {"key": 300, "retail": 180, "small": 120}
