"""Cases with published answers: the model comes to what the books say."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from planning.company import BomLine, Component
from planning.demand import DemandRow
from planning.plan_money import money_of
from planning.rules import Case, SupplyRules, agreed_case
from planning.supply.shadow_prices import shadow_prices
from planning.supply.solve import solve_case
from tests.planning.supply.test_small_networks import bare
from tests.small_companies import component, item, resource, tier

WEEKS_PER_YEAR = 52


def lot_sizing(demand: tuple[int, ...], order_cost: int, holding: str) -> Case:
    """One component an item, kept as a component only: dear to keep made, so it is made when asked.

    A unit costs 52 euros and a year's holding is its price: a euro a week, times `holding`.
    """
    part = component(
        "PART",
        lead_time_weeks=0,
        expedite_lead_time_weeks=None,
        unit_cost_eur=Decimal(WEEKS_PER_YEAR) * Decimal(holding),
        order_cost_eur=Decimal(order_cost),
    )
    dear = item(
        safety_stock_units=0,
        price_eur=Decimal(900),
        variable_cost_eur=Decimal(500),
        hours_per_1000_units=Decimal(1),
    )
    small = bare(
        items=(dear,),
        horizon_weeks=len(demand),
        holding_pct_per_year=Decimal(100),
        components=(part,),
        bom=(BomLine(sku="BAR", component="PART", qty_per_unit=Decimal(1), scrap_pct=Decimal(0)),),
    )
    row = DemandRow(sku="BAR", tier="key", units=demand)
    return Case(company=small, demand=(row,), rules=SupplyRules())


@pytest.mark.parametrize(
    ("demand", "order_cost", "holding", "cost"),
    [
        # Snyder and Shen, Fundamentals of Supply Chain Theory, the Wagner-Whitin example:
        # order 210 in the first and 150 in the third period.
        ((90, 120, 80, 70), 500, "2", 1380),
        # Hillier and Lieberman, Introduction to Operations Research, the airplanes (in tenths of
        # a million): 10 at once, or 5 and 5.
        ((3, 2, 3, 2), 20, "2", 48),
    ],
)
def test_lot_sizing_by_wagner_and_whitin(
    demand: tuple[int, ...], order_cost: int, holding: str, cost: int
) -> None:
    case = lot_sizing(demand, order_cost, holding)
    plan = solve_case(case)
    money = money_of(case.company, plan)
    assert sum(plan.sales[0].lost_units) == 0
    assert float(money["ordering_eur"] + money["holding_eur"]) == pytest.approx(cost, abs=0.01)


def windows() -> Case:
    """Hillier and Lieberman's Wyndor Glass: doors earn 3, windows 5; three plants make the parts.

    Plant 1: x <= 4. Plant 2: 2 y <= 12. Plant 3: 3 x + 2 y <= 18. A batch is a unit, and an hour a
    thousandth of the book's, so that all is in whole hours.
    """

    def made(code: str, plant: str, hours: int) -> Component:
        return component(
            code,
            lead_time_weeks=0,
            expedite_lead_time_weeks=None,
            unit_cost_eur=Decimal(0),
            resource=plant,
            hours_per_1000_units=Decimal(hours),
        )

    def product(sku: str, margin: int) -> Any:
        money = {"price_eur": Decimal(margin), "variable_cost_eur": Decimal(0)}
        return item(sku, safety_stock_units=0, resource="P3", **money)

    door = replace(product("DOOR", 3), hours_per_1000_units=Decimal(3_000))
    window = replace(product("WINDOW", 5), hours_per_1000_units=Decimal(2_000))
    small = bare(
        horizon_weeks=1,
        items=(door, window),
        tiers=(tier(),),
        components=(made("FRAME", "P1", 1_000), made("PANE", "P2", 2_000)),
        bom=tuple(
            BomLine(sku=sku, component=code, qty_per_unit=Decimal(1), scrap_pct=Decimal(0))
            for sku, code in (("DOOR", "FRAME"), ("WINDOW", "PANE"))
        ),
        resources=(
            resource("P1", hours_per_week=4),
            resource("P2", hours_per_week=12),
            resource("P3", hours_per_week=18),
        ),
        forecast=(),
    )
    rows = tuple(DemandRow(sku=sku, tier="key", units=(100,)) for sku in ("DOOR", "WINDOW"))
    return Case(company=small, demand=rows, rules=SupplyRules())


def test_an_hour_of_each_plant_is_worth_what_the_book_says() -> None:
    """Shadow prices 0, 3/2 and 1."""
    worth = {one.code: one.eur for one in shadow_prices(windows()) if not one.overtime}
    assert worth["P2"] == pytest.approx(1.5)
    assert worth["P3"] == pytest.approx(1.0)
    assert "P1" not in worth


def test_strict_priority_serves_the_first_tier_in_full() -> None:
    """100 to share, 80 and 60 asked: S1 = min(D1, X) = 80, the rest 20."""
    small = bare(horizon_weeks=1, tiers=(tier(), tier("retail", 2)), items=(scarce(),))
    case = replace(agreed_case(small), demand=asked(80, 60))
    shipped = {line.tier: sum(line.shipped_units) for line in solve_case(case).sales}
    assert shipped == {"key": 80, "retail": 20}


def test_a_floor_is_kept_before_priority() -> None:
    """Reserve, then share by priority: 75 % of 60 is 45, which leaves 55 for the first tier."""
    tiers = (tier(), tier("retail", 2, floor_pct=75))
    case = replace(
        agreed_case(bare(horizon_weeks=1, tiers=tiers, items=(scarce(),))), demand=asked(80, 60)
    )
    shipped = {line.tier: sum(line.shipped_units) for line in solve_case(case).sales}
    assert shipped == {"key": 55, "retail": 45}


def scarce() -> Any:
    """Ten hours make a hundred."""
    return item(safety_stock_units=0, hours_per_1000_units=Decimal(100))


def asked(first: int, second: int) -> tuple[DemandRow, ...]:
    return (
        DemandRow(sku="BAR", tier="key", units=(first,)),
        DemandRow(sku="BAR", tier="retail", units=(second,)),
    )


def test_the_plan_begins_on_the_day_it_says() -> None:
    assert solve_case(lot_sizing((1,), 1, "1")).weeks == (date(2026, 11, 9),)
