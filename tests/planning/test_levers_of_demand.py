"""A higher price lowers what is asked for as stated; a region is served from another plant."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from planning.better_mix import better_mix
from planning.cash import cash_by_month
from planning.company import Company, Region
from planning.constraints import find_constraints
from planning.demand import agreed_demand
from planning.explaining import explain
from planning.lever_grid import first_setting, values_of
from planning.levers import Lever, LockAgreed
from planning.levers_of_demand import MoveDemand, RaisePrice, movable, raisable
from planning.levers_of_supply import UseOtherLines
from planning.options import SolvedOption, solve_options
from planning.plan import Plan
from planning.scenario import Scenario, case_of
from planning.supply.verification import verify
from tests.planning.levers_stated import LANE, STATED, stated
from tests.planning.small_company import START, small_company

DEARER = RaisePrice(skus=("A",), raise_pct=Decimal(10), week=2)
FULL = stated(small_company(hours=15))


def solved(company: Company, *levers: Lever) -> SolvedOption:
    scenario = Scenario(key="one", name="One", summary="", levers=levers)
    (option,) = solve_options(company, (scenario,))
    assert verify(case_of(company, scenario), option.plan) == ()
    return option


def broken(company: Company, lever: Lever, plan: Plan) -> set[str]:
    scenario = Scenario(key="one", name="One", summary="", levers=(lever,))
    return {one.rule for one in verify(case_of(company, scenario), plan)}


def test_ten_percent_dearer_lowers_each_tier_by_its_own_elasticity() -> None:
    """Key accounts by a twentieth, from week 2 on; retail, by the item's row, by a fifth."""
    case = case_of(STATED, Scenario(key="d", name="", summary="", levers=(DEARER,)))
    agreed = {(row.sku, row.tier): row.units for row in agreed_demand(STATED)}
    for row in case.demand:
        was = agreed[row.sku, row.tier]
        share = {("A", "key"): 95, ("A", "retail"): 80}.get((row.sku, row.tier), 100)
        assert row.units[:2] == was[:2]
        assert row.units[2:] == tuple(round(Decimal(share * n) / 100) for n in was[2:])


def test_what_is_sold_at_the_new_price_is_counted_at_it_to_the_cent() -> None:
    option = solved(STATED, DEARER)
    shipped = [line for line in option.plan.sales if line.sku == "A"]
    early = sum(sum(line.shipped_units[:2]) for line in shipped)
    late = sum(sum(line.shipped_units[2:]) for line in shipped)
    rest = sum(sum(line.shipped_units) for line in option.plan.sales if line.sku == "B")
    assert late > 0
    assert option.metrics["revenue_eur"] == 10 * early + 11 * late + 10 * rest
    margin = option.metrics["variable_margin_eur"]
    assert margin == option.metrics["revenue_eur"] - 6 * (early + late + rest)
    for key in ("revenue_eur", "variable_margin_eur", "margin_after_cost_eur"):
        told = explain(STATED, option.plan, key)
        assert told.value.quantize(Decimal("0.01")) == option.metrics[key]
        assert sum(part.value for part in told.parts) == told.value
    collected = sum(month.collected for month in cash_by_month(STATED, option.plan))
    assert collected == option.metrics["revenue_eur"]


def test_a_price_that_was_not_decided_is_found() -> None:
    plan = solved(STATED, DEARER).plan
    (line,) = plan.prices
    cheap = replace(line, price_eur=(*line.price_eur[:-1], Decimal(10)))
    assert broken(STATED, DEARER, replace(plan, prices=(cheap,))) == {"price as decided"}
    assert broken(STATED, DEARER, replace(plan, prices=())) == {"shape"}


def test_where_supply_is_short_a_higher_price_earns_more() -> None:
    idle, dearer = solved(STATED, LockAgreed()), solved(STATED, DEARER)
    assert dearer.metrics["lost_units"] < idle.metrics["lost_units"]
    assert dearer.metrics["margin_after_cost_eur"] > idle.metrics["margin_after_cost_eur"]
    assert dearer.choose_by is not None
    assert (START - dearer.choose_by).days == 3 - 7 * (2 - 1)


def test_a_higher_price_loses_its_point_where_customers_leave_faster() -> None:
    idle = Scenario(key="idle", name="As agreed", summary="", levers=(LockAgreed(),))
    dearer = Scenario(key="dearer", name="Dearer", summary="", levers=(DEARER,))
    _, option = solve_options(STATED, (idle, dearer))
    said = re.search(r"answers to the price ([\d.]+) times as much as stated", option.breaks_if)
    assert said is not None
    assert "As agreed earns more" in option.breaks_if

    def earned(multiple: Decimal) -> Decimal:
        rows = tuple(
            replace(one, elasticity=one.elasticity * multiple) for one in STATED.elasticities
        )
        return solved(replace(STATED, elasticities=rows), DEARER).metrics["margin_after_cost_eur"]

    least = solved(STATED, LockAgreed()).metrics["margin_after_cost_eur"]
    assert earned(Decimal(said[1])) < least <= earned(Decimal(said[1]) - Decimal("0.1"))


def test_a_region_is_served_from_another_plant_and_its_way_is_paid() -> None:
    move = MoveDemand(region="all", plant="Other", week=2)
    idle, option = solved(FULL, LockAgreed()), solved(FULL, move)
    made, served = option.plan.moved[0].regular_units, option.plan.served[0]
    assert sum(made) == served.units > 0
    assert made[:2] == (0, 0)
    assert option.metrics["lost_units"] < idle.metrics["lost_units"]
    assert option.metrics["sourcing_eur"] == served.units * Decimal("0.30")
    told = explain(FULL, option.plan, "sourcing_eur")
    assert [part.value for part in told.parts] == [
        served.units * Decimal("0.10"),
        served.units * Decimal("0.20"),
    ]


def test_no_more_is_made_elsewhere_than_the_regions_ask_for_the_cheaper_way_first() -> None:
    """The north asks for a tenth of everything; its way is dearer than the south's."""
    tenth = tuple(replace(one, region="north", units=one.units // 10) for one in FULL.forecast)
    rest = tuple(
        replace(one, region="south", units=one.units - one.units // 10) for one in FULL.forecast
    )
    regions = tuple(Region(code=code, name=code, owner="pia") for code in ("north", "south"))
    lanes = (
        replace(LANE, region="north", extra_cost_eur=Decimal("0.90")),
        replace(LANE, region="south"),
    )
    company = replace(FULL, forecast=tenth + rest, regions=regions, lanes=lanes)
    north, south = (MoveDemand(region=code, plant="Other", week=0) for code in ("north", "south"))
    asked = sum(sum(row.units) for row in agreed_demand(company) if row.sku == "A")
    alone = solved(company, north).plan
    assert alone.served[0].units == pytest.approx(asked / 10, abs=40)
    both = solved(company, north, south).plan
    by_region = {line.region: line.units for line in both.served}
    assert by_region["south"] > 0
    assert by_region["north"] == 0
    more = replace(alone.served[0], units=alone.served[0].units + 1)
    assert broken(company, north, replace(alone, served=(more,))) >= {"made for a region"}


def test_a_line_that_is_open_anyway_needs_no_region() -> None:
    both = solved(
        FULL,
        UseOtherLines(resources=("MILL",)),
        MoveDemand(region="all", plant="Other", week=0),
    )
    assert both.plan.served == ()
    assert sum(both.plan.moved[0].regular_units) > 0


@pytest.mark.parametrize(
    ("lever", "why"),
    [
        (replace(DEARER, raise_pct=Decimal(11)), "reaches up to 10 %"),
        (replace(DEARER, skus=("A", "B")), "doesn't say how demand for B answers"),
        (replace(DEARER, week=8), "after the plan's end"),
        (replace(DEARER, skus=()), "name the items"),
        (MoveDemand(region="all", plant="Small", week=0), "no way from Small to all"),
        (MoveDemand(region="all", plant="Other", week=9), "after the plan's end"),
    ],
    ids=lambda value: value[-12:] if isinstance(value, str) else type(value).__name__,
)
def test_what_nobody_stated_cannot_be_pulled(lever: Lever, why: str) -> None:
    assert why in str(lever.impossible(STATED))


def test_the_grid_tries_them_where_they_are_stated_and_nowhere_else() -> None:
    company = stated(small_company(hours=15))
    found = find_constraints(company)
    values = values_of(company, found)
    assert values["raise_pct"] == (Decimal(0), Decimal(5), Decimal(10))
    assert values["moved"] == ((), (MoveDemand(region="all", plant="Other", week=2),))
    assert first_setting(company, found).raised == ("A",)
    plain = small_company(hours=15)
    assert not {"raise_pct", "moved"} & set(values_of(plain, find_constraints(plain)))
    assert raisable(plain, ["A"]) is None
    assert movable(plain, ["A"]) == ()


def test_the_search_proposes_a_price_where_nothing_else_earns_as_much() -> None:
    company = stated(small_company(hours=15))
    found = find_constraints(company)
    idle = Scenario(key="as_agreed", name="", summary="", levers=(LockAgreed(),))
    options = solve_options(company, (idle,))
    mix = better_mix(company, found, options)
    assert mix is not None
    assert any(isinstance(lever, RaisePrice) for lever in mix.levers)
    assert "10 % dearer" in mix.summary
