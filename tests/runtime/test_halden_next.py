"""The world between two cycles: what the plan came to, and what the systems say a month later."""

from datetime import date

import pytest

from planning.actuals import Actual, ActualKind, summed
from planning.company import Company
from planning.constraints import find_constraints
from planning.directory import read_company, write_company
from planning.in_money import in_money
from planning.options import solve_options
from planning.plan import Plan
from planning.standard_scenarios import standard_scenarios
from runtime.halden import halden_foods
from runtime.halden_next import month_later
from runtime.halden_weeks import Fate, World

DECEMBER = date(2026, 12, 14)
DRIFT = {"Granola": 110}


@pytest.fixture(scope="module")
def agreed() -> Company:
    return halden_foods()


@pytest.fixture(scope="module")
def plan(agreed: Company) -> Plan:
    scenarios = standard_scenarios(agreed, tuple(find_constraints(agreed)))
    (early,) = (one for one in scenarios if one.key == "build_early")
    (option,) = solve_options(agreed, [early])
    return option.plan


def lived(agreed: Company, plan: Plan) -> tuple[World, list[Actual]]:
    world = World(agreed, plan, Fate(seed="7", drift_pct=DRIFT))
    actuals: list[Actual] = []
    while world.today < DECEMBER:
        actuals += world.live_week()
    return world, actuals


def test_nothing_is_made_out_of_nothing(agreed: Company, plan: Plan) -> None:
    world, actuals = lived(agreed, plan)
    made, shipped = (summed(actuals, kind) for kind in (ActualKind.MADE, ActualKind.SHIPPED))
    opening = {one.code: one.quantity for one in agreed.stock}
    for item in agreed.items:
        came = opening[item.sku] + sum(units for (sku, _), units in made.items() if sku == item.sku)
        left = sum(units for (sku, _), units in shipped.items() if sku == item.sku)
        assert world.stock[item.sku] == came - left >= 0
    assert all(units >= -1 for units in world.stock.values()), "rounding at most"


def test_customers_ask_for_what_the_drift_says(agreed: Company, plan: Plan) -> None:
    _, actuals = lived(agreed, plan)
    asked = summed(actuals, ActualKind.ASKED)
    families = {item.sku: item.family for item in agreed.items}
    for sku, family in families.items():
        planned = sum(
            line.demand_units[week] for line in plan.sales if line.sku == sku for week in range(5)
        )
        came = sum(units for (code, _), units in asked.items() if code == sku)
        assert came == pytest.approx(planned * DRIFT.get(family, 100) / 100, rel=0.001)


def test_a_month_later_the_directory_is_whole(agreed: Company, plan: Plan) -> None:
    world, _ = lived(agreed, plan)
    later = read_company(write_company(month_later(agreed, world, DECEMBER, seed="7")))
    assert later.plan_start == DECEMBER
    assert max(line.month for line in later.history) == date(2026, 11, 1)
    assert min(line.month for line in later.forecast) == date(2026, 12, 1)
    assert max(line.month for line in later.forecast) >= date(2027, 4, 1)
    assert all(one.arrives >= DECEMBER for one in later.open_supply)
    ordered = {one.code for one in later.open_supply}
    assert "OAT-SYRUP" in ordered, "what the plan ordered is still on its way"


def test_the_way_from_the_budget_has_every_step_there_is(agreed: Company, plan: Plan) -> None:
    """One currency, so all but the exchange rate; the next month has its budget too."""
    (way,) = in_money(agreed, plan).ways
    steps = way.bridge.steps
    assert way.key == "budget"
    assert all((steps.price, steps.volume, steps.mix))
    assert steps.rate == 0
    assert steps.before + steps.price + steps.volume + steps.mix == steps.after
    later = month_later(agreed, lived(agreed, plan)[0], DECEMBER, seed="7")
    assert later.budget == agreed.budget
    assert {line.month for line in later.budget} >= set(way.bridge.months)
