"""Networks small enough to work by hand: what each part of the wider model does, and its number."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from planning.calendar_weeks import WEEK
from planning.company import BomLine, Company, Component, Stock
from planning.company_network import Alternate, Routing, Scheduled, Source, Substitute
from planning.plan import Plan
from planning.rules import Case, agreed_case
from planning.supply.goals import goals_of
from planning.supply.model import build_model
from planning.supply.solve import NoPlan, solve_case
from planning.supply.solver import Solver
from tests.small_companies import START, company, component, item, line, resource, tier

DECEMBER = date(2026, 12, 1)


def bare(**changes: Any) -> Company:
    """One item without safety stock, one tier, four weeks of plenty, 100 units asked for in each.

    November's 21 working days ask for 525 units: 125 in each full week and 125 in the last five.
    """
    small = company(
        horizon_weeks=3,
        items=(item(safety_stock_units=0),),
        tiers=(tier(),),
        promotions=(),
        components=(),
        bom=(),
        resources=(resource(hours_per_week=10),),
        stock=(),
        open_supply=(),
        forecast=(line(units=525),),
        closed_days=(),
        holding_pct_per_year=Decimal(10),
    )
    return replace(small, **changes)


def solved(small: Company, **rules: Any) -> Plan:
    case = agreed_case(small)
    return solve_case(replace(case, rules=replace(case.rules, **rules)))


def bought(code: str = "SYRUP", **changes: Any) -> Component:
    return component(code, lead_time_weeks=9, expedite_lead_time_weeks=None, **changes)


def bom(sku: str, code: str, qty: str = "1", scrap: int = 0) -> BomLine:
    return BomLine(sku=sku, component=code, qty_per_unit=Decimal(qty), scrap_pct=Decimal(scrap))


def shipped(plan: Plan, sku: str = "BAR") -> list[int]:
    units = [each.shipped_units for each in plan.sales if each.sku == sku]
    return [sum(week) for week in zip(*units, strict=True)]


def test_three_weeks_ask_for_125_each_and_get_them() -> None:
    assert shipped(solved(bare())) == [125, 125, 125]


def test_two_levels_with_scrap_take_what_both_lose() -> None:
    """A bar takes 1 kg dough, a fifth lost: 1.25; a dough 1 kg syrup, half lost: 2. 250 kg: 100."""
    dough = component(
        "DOUGH",
        lead_time_weeks=1,
        expedite_lead_time_weeks=None,
        resource="LINE",
        hours_per_1000_units=Decimal(1),
    )
    plan = solved(
        bare(
            components=(bought(), dough),
            bom=(bom("BAR", "DOUGH", scrap=20), bom("DOUGH", "SYRUP", scrap=50)),
            stock=(Stock(code="SYRUP", quantity=250),),
        )
    )
    # Dough started in the first week is there in the second: the first has nothing to ship.
    assert shipped(plan) == [0, 100, 0]
    assert plan.component("DOUGH").started == (125, 0, 0)
    assert plan.resource("LINE").regular_hours == pytest.approx((0.125, 0.2, 0))


def test_another_line_makes_what_the_own_one_cannot_once_it_is_opened() -> None:
    """The own line makes 50 a week at 2 h per 1000 units; CUPS has 1 h a week at 20 h: 50 more."""
    routing = Routing(
        sku="BAR",
        resource="CUPS",
        hours_per_1000_units=Decimal(20),
        extra_cost_eur=Decimal("0.10"),
        standing=False,
    )
    lines = (resource(hours_per_week=1), resource("CUPS", hours_per_week=1))
    small = bare(
        items=(item(safety_stock_units=0, hours_per_1000_units=Decimal(20)),),
        resources=lines,
        routings=(routing,),
    )
    assert shipped(solved(small)) == [50, 50, 50]
    opened = solved(small, routed=("CUPS",))
    assert shipped(opened) == [100, 100, 100]
    assert opened.moved[0].regular_units == (50, 50, 50)
    assert opened.resource("CUPS").regular_hours == (1, 1, 1)


def test_another_supplier_delivers_up_to_its_most_after_its_lead_time() -> None:
    source = Source(
        component="SYRUP",
        supplier="Sydhavn",
        lead_time_weeks=1,
        extra_cost_eur=Decimal("0.20"),
        max_per_week=60,
        standing=True,
    )
    small = bare(components=(bought(),), bom=(bom("BAR", "SYRUP"),), sources=(source,))
    plan = solved(small)
    assert shipped(plan) == [0, 60, 60]
    assert plan.sourced[0].ordered == (60, 60, 0)
    closed = replace(small, sources=(replace(source, standing=False),))
    assert shipped(solved(closed)) == [0, 0, 0]


def test_orders_come_in_lots_no_smaller_than_the_least() -> None:
    """125 caps a week in lots of 50, 200 or more: 250 and 200 keep 125, 0 and 75 on stock.

    400 at once would keep 275, 150 and 25; two times 200 would keep 75, 150 and 25.
    """
    caps = component(
        "CAPS",
        lead_time_weeks=0,
        expedite_lead_time_weeks=None,
        min_order_quantity=200,
        order_multiple=50,
    )
    plan = solved(bare(components=(caps,), bom=(bom("BAR", "CAPS"),)))
    assert shipped(plan) == [125, 125, 125]
    assert plan.component("CAPS").ordered == (250, 0, 200)
    assert plan.component("CAPS").stock == (125, 0, 75)


def test_an_alternate_goes_in_for_what_is_used() -> None:
    """2 kg of honey stand for 1 kg of syrup: 30 kg syrup and 90 kg honey make 75 bars."""
    small = bare(
        components=(bought(), bought("HONEY")),
        bom=(bom("BAR", "SYRUP"),),
        stock=(Stock(code="SYRUP", quantity=30), Stock(code="HONEY", quantity=90)),
        alternates=(
            Alternate(
                component="SYRUP", alternate="HONEY", qty_per_unit=Decimal(2), standing=False
            ),
        ),
    )
    assert sum(shipped(solved(small))) == 30
    plan = solved(small, swapped=("SYRUP",))
    assert sum(shipped(plan)) == 75
    assert sum(plan.swapped[0].quantity) == pytest.approx(45)


def test_a_substitute_ships_for_an_item_that_is_short() -> None:
    """BAR can't be made; SEED has 40 on hand that nobody asks for, and key accounts take them."""
    small = bare(
        items=(item(safety_stock_units=0), item("SEED", safety_stock_units=0)),
        resources=(resource(hours_per_week=0),),
        stock=(Stock(code="SEED", quantity=40),),
        substitutes=(Substitute(sku="BAR", substitute="SEED", tiers=("key",), standing=True),),
    )
    plan = solved(small)
    assert shipped(plan) == [40, 0, 0]
    assert plan.item("SEED").stock_units == (0, 0, 0)
    nobody = replace(small.substitutes[0], tiers=())
    assert sum(shipped(solved(replace(small, substitutes=(nobody,))))) == 0


def test_who_waits_is_shipped_to_later_and_who_does_not_is_lost() -> None:
    """Nothing in the first week, 250 in the second: whoever waits a week gets both."""
    late = component("SYRUP", lead_time_weeks=1, expedite_lead_time_weeks=None)
    small = bare(components=(late,), bom=(bom("BAR", "SYRUP"),))
    patient = solved(replace(small, tiers=(replace(tier(), waits_weeks=1),)))
    assert shipped(patient) == [0, 250, 125]
    (sales,) = patient.sales
    assert sales.waiting_units == (125, 0, 0)
    assert sales.lost_units == (0, 0, 0)
    assert sum(shipped(solved(small))) == 250


def test_waiting_ends_when_the_wait_is_over() -> None:
    late = component("SYRUP", lead_time_weeks=2, expedite_lead_time_weeks=None)
    small = bare(
        components=(late,),
        bom=(bom("BAR", "SYRUP"),),
        tiers=(replace(tier(), waits_weeks=1),),
    )
    (sales,) = solved(small).sales
    assert sales.lost_units == (0, 125, 0)
    assert sales.shipped_units == (0, 0, 250)


def test_what_outlives_its_shelf_life_is_written_off() -> None:
    """400 on hand count as made in the first week and keep for one: 250 ship, 150 are too old."""
    small = bare(
        items=(item(safety_stock_units=0, shelf_life_weeks=1),),
        stock=(Stock(code="BAR", quantity=400),),
    )
    (bar,) = solved(small).items
    assert sum(bar.written_off_units) == 150
    assert bar.made_units == (0, 0, 125)
    (keeps,) = solved(replace(small, items=(item(safety_stock_units=0),))).items
    assert keeps.stock_units == (275, 150, 25)


def test_a_frozen_week_makes_what_is_scheduled_and_a_slushy_one_nearly() -> None:
    """Scheduled 80 a week: exactly that in the first, up to a quarter more in the second."""
    small = bare(
        resources=(resource(frozen_weeks=1, slushy_weeks=1, slushy_change_pct=Decimal(25)),),
        schedule=tuple(
            Scheduled(sku="BAR", week=START + week * WEEK, units=80) for week in range(2)
        ),
    )
    plan = solved(small)
    assert plan.item("BAR").made_units == (80, 100, 125)
    assert shipped(plan) == [80, 100, 125]


def test_more_than_the_most_cover_is_kept_only_for_a_promise() -> None:
    """December asks for more than the line makes: stock is built, most cover or not."""
    weeks = {"horizon_weeks": 7, "resources": (resource(hours_per_week=1),)}
    forecast = (line(units=525), line(month=DECEMBER, units=2_990))
    small = bare(
        items=(item(safety_stock_units=0, hours_per_1000_units=Decimal(2), max_cover_weeks=1),),
        forecast=forecast,
        **weeks,
    )
    plan = solved(small)
    free = solved(replace(small, items=(replace(small.items[0], max_cover_weeks=None),)))
    assert shipped(plan) == shipped(free)


def test_months_stand_for_their_weeks() -> None:
    """Two weeks, then November's last two Mondays and December's four: demand and hours add up."""
    forecast = (line(units=525), line(month=DECEMBER, units=575))
    small = bare(horizon_weeks=7, weekly_weeks=2, forecast=forecast)
    plan = solved(small)
    weekly = solved(replace(small, weekly_weeks=0))
    assert [monday.isoformat() for monday in plan.weeks] == [
        "2026-11-09",
        "2026-11-16",
        "2026-11-23",
        "2026-12-07",
    ]
    asked, by_week = plan.sales[0].demand_units, weekly.sales[0].demand_units
    assert asked == (by_week[0], by_week[1], sum(by_week[2:4]), sum(by_week[4:]))
    assert plan.resource("LINE").available_hours == (10, 10, 20, 30)
    assert sum(plan.sales[0].lost_units) == 0


def test_enough_time_proves_every_goal_and_none_finds_no_plan() -> None:
    case: Case = agreed_case(bare())
    assert solve_case(case, seconds=60).unproven == ()
    with pytest.raises(NoPlan):
        solve_case(case, seconds=1e-9)


def test_the_time_being_over_leaves_the_best_found_with_its_gap() -> None:
    """After the first goal there is no time left: the second comes to what the first one left."""
    case = agreed_case(company())
    model = build_model(case)
    goals = goals_of(case, model)
    solver, unhurried = Solver(model, None), Solver(model, None)
    best = unhurried.minimise(goals[1].terms, None)
    assert best is not None
    first = solver.minimise(goals[0].terms, None)
    assert first is not None
    solver.limit(1e-9)
    late = solver.minimise(goals[1].terms, first.values)
    assert late is not None
    assert late.objective >= best.objective
    assert late.gap is not None
    assert late.objective - late.gap * abs(late.objective) <= best.objective + 1e-6
