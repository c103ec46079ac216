"""Every number options are compared by, computed again from the plan in another way."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.calendar_weeks import WEEK, planning_weeks
from planning.company import Company
from planning.demand import agreed_demand
from planning.levers import BuildEarly, Lever, LimitPromotion
from planning.metrics import affected_skus, measure, metrics_of, service_key
from planning.plan import Plan
from planning.rules import Case
from planning.scenario import Scenario, case_of
from planning.supply.solve import solve_case
from tests.any_company import companies
from tests.small_companies import company, promotion, resource


def acting(small: Company) -> Scenario:
    levers: tuple[Lever, ...] = (
        BuildEarly(components=tuple(part.code for part in small.components)),
        *(LimitPromotion(promotion=each.code, tiers=("key",)) for each in small.promotions),
    )
    return Scenario(key="acting", name="Acting", summary="", levers=levers)


NOBODY = Scenario(key="do_nothing", name="Do nothing", summary="", levers=())


@given(small=companies(), acts=st.booleans())
@settings(max_examples=60, deadline=None)
def test_every_metric_is_what_its_definition_says(small: Company, acts: bool) -> None:
    case = case_of(small, acting(small) if acts else NOBODY)
    plan = solve_case(case)
    measured = {value.key: value.value for value in measure(case, plan)}
    again = again_from(case, plan)
    assert measured.keys() == again.keys()
    for key, value in again.items():
        half = Fraction(1, 2) if key.endswith("_units") else Fraction(1, 200)
        assert abs(Fraction(measured[key]) - value) <= half, key


def again_from(case: Case, plan: Plan) -> dict[str, Fraction]:
    """By weeks and units where `measure` goes by lines; in fractions, nothing rounded."""
    small = case.company
    items = {each.sku: each for each in small.items}
    parts = {each.code: each for each in small.components}
    premium = {each.code: each.overtime_premium_eur_per_hour for each in small.resources}
    revenue = cost = overtime = expedite = holding = peak = Fraction(0)
    sold = lost = 0
    for week in range(small.horizon_weeks):
        value = Fraction(0)
        for sale in plan.sales:
            sold += sale.shipped_units[week]
            lost += sale.demand_units[week] - sale.shipped_units[week]
            revenue += sale.shipped_units[week] * Fraction(items[sale.sku].price_eur)
            cost += sale.shipped_units[week] * Fraction(items[sale.sku].variable_cost_eur)
        for made in plan.items:
            item = items[made.sku]
            hours = made.overtime_units[week] * Fraction(item.hours_per_1000_units) / 1000
            overtime += hours * Fraction(premium[item.resource])
            value += made.stock_units[week] * Fraction(item.variable_cost_eur)
        for bought in plan.components:
            part = parts[bought.code]
            expedite += bought.expedited[week] * Fraction(part.expedite_premium_eur)
            value += Fraction(str(bought.stock[week])) * Fraction(part.unit_cost_eur)
        holding += value * Fraction(small.holding_pct_per_year) / 100 / 52
        peak = value if not week else max(peak, value)
    excluded = sum(sum(row.units) for row in agreed_demand(small))
    excluded -= sum(sum(row.units) for row in case.demand)
    non_core = {each.sku for each in small.items if not each.core}
    services = {
        service_key(tier.code): service(small, plan, tier=tier.code) for tier in small.tiers
    }
    return {
        "units_sold_units": Fraction(sold),
        **services,
        "service_non_core_pct": service(small, plan, skus=non_core),
        "lost_units": Fraction(lost),
        "excluded_units": Fraction(excluded),
        "revenue_eur": revenue,
        "variable_margin_eur": revenue - cost,
        "overtime_eur": overtime,
        "expedite_eur": expedite,
        "holding_eur": holding,
        "extra_cost_eur": overtime + expedite + holding,
        "margin_after_cost_eur": revenue - cost - overtime - expedite - holding,
        "working_capital_peak_eur": peak,
    }


def service(
    small: Company, plan: Plan, *, tier: str | None = None, skus: set[str] | None = None
) -> Fraction:
    weeks = planning_weeks(small.plan_start, small.horizon_weeks)
    running = {
        at
        for at, monday in enumerate(weeks)
        for each in small.promotions
        if each.starts <= monday < each.starts + WEEK * each.weeks
    } or set(range(len(weeks)))
    asked = shipped = 0
    for sale in plan.sales:
        mine = (tier is None or sale.tier == tier) and (skus is None or sale.sku in skus)
        if mine and sale.sku in affected_skus(small):
            asked += sum(sale.demand_units[at] for at in running)
            shipped += sum(sale.shipped_units[at] for at in running)
    return Fraction(100 * shipped, asked) if asked else Fraction(100)


def test_the_registry_lists_what_is_measured_in_order() -> None:
    small = company()
    case = case_of(small, NOBODY)
    values = measure(case, solve_case(case))
    assert [metric.key for metric in metrics_of(small)] == [value.key for value in values]
    assert len({metric.label for metric in metrics_of(small)}) == len(values)
    assert all(metric.definition for metric in metrics_of(small))


def test_services_stand_in_order_of_rank() -> None:
    small = company()
    turned = company(tiers=tuple(reversed(small.tiers)))
    keys = [m.key for m in metrics_of(turned) if m.key.startswith("service_")]
    assert keys == ["service_key_pct", "service_retail_pct", "service_non_core_pct"]


def test_service_speaks_of_the_lines_the_promotion_needs() -> None:
    small = company(resources=(resource(), resource("CUPS")))
    bar, seed = small.items
    cups = company(resources=small.resources, items=(bar, replace(seed, resource="CUPS")))
    assert affected_skus(small) == {"BAR", "SEED"}
    assert affected_skus(cups) == {"BAR"}
    assert affected_skus(company(promotions=())) == {"BAR", "SEED"}


def test_money_is_to_the_cent_and_units_are_whole() -> None:
    small = company(promotions=(promotion(uplift_pct=Decimal("12.5")),))
    case = case_of(small, acting(small))
    units = {metric.key: metric.unit for metric in metrics_of(small)}
    for value in measure(case, solve_case(case)):
        exponent = value.value.as_tuple().exponent
        assert exponent == (0 if units[value.key] == "units" else -2)


@pytest.mark.parametrize("skus", [(), ("BAR",), ("BAR", "SEED")])
def test_excluded_demand_is_what_the_option_no_longer_asks_for(skus: tuple[str, ...]) -> None:
    small = company(promotions=(promotion(skus=skus),) if skus else ())
    limit = tuple(LimitPromotion(promotion="DEC", tiers=()) for _ in small.promotions)
    levers: tuple[Lever, ...] = (*limit, BuildEarly(components=()))
    case = case_of(small, Scenario(key="x", name="", summary="", levers=levers))
    excluded = next(v.value for v in measure(case, solve_case(case)) if v.key == "excluded_units")
    assert (excluded > 0) is bool(skus)
