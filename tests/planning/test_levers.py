"""Levers and scenarios: each changes what it says, and nothing else."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given, settings

from benchmarks.planning_company import company_of
from planning.calendar_weeks import WEEK
from planning.company import Company
from planning.constraints import find_constraints
from planning.demand import agreed_demand, without_uplift
from planning.levers import (
    LEVERS,
    BuildEarly,
    Lever,
    LimitPromotion,
    LockAgreed,
    LowerNonCoreService,
    last_choice,
    next_promotion,
)
from planning.rules import Allocation, Prebuild, SupplyRules, agreed_case
from planning.scenario import CYCLE_WEEKS, DO_NOTHING, Scenario, case_of, choose_by, unmanaged_case
from planning.standard_scenarios import standard_scenarios
from planning.supply.solve import solve_case
from tests.any_company import companies
from tests.small_companies import START, company, component, promotion, resource

SMALL = company()
BASE = agreed_case(SMALL)


def scenario(*levers: Lever) -> Scenario:
    return Scenario(key="it", name="It", summary="", levers=levers)


def test_a_limited_promotion_leaves_its_uplift_in_the_tiers_kept() -> None:
    case = LimitPromotion(promotion="DEC", tiers=("key",)).apply(BASE)
    plain = without_uplift(BASE.demand, SMALL)
    for now, agreed, normal in zip(case.demand, BASE.demand, plain, strict=True):
        assert now == (agreed if now.tier == "key" else normal)
    assert case.rules == BASE.rules


def test_another_promotion_is_left_alone() -> None:
    assert LimitPromotion(promotion="JAN", tiers=()).apply(BASE) == BASE


def test_building_early_allows_and_asks_for_what_it_names() -> None:
    lever = BuildEarly(components=("SYRUP",), expedite_share_pct=Decimal(50))
    case = lever.apply(BASE)
    assert case.demand == BASE.demand
    assert [(e.component, e.max_per_week) for e in case.rules.expedite] == [("SYRUP", 250)]
    assert case.rules.overtime
    plain = without_uplift(BASE.demand, SMALL)
    uplift = sum(
        sum(agreed.units) - sum(normal.units)
        for agreed, normal in zip(BASE.demand, plain, strict=True)
    )
    assert case.rules.prebuild == (Prebuild(sku="BAR", week=2, units=uplift),)


def test_building_early_for_a_limited_promotion_builds_less() -> None:
    limit = LimitPromotion(promotion="DEC", tiers=("key",))
    build = BuildEarly(components=("SYRUP",))
    both = case_of(SMALL, scenario(limit, build)).rules.prebuild[0].units
    alone = case_of(SMALL, scenario(build)).rules.prebuild[0].units
    assert 0 < both < alone


@given(small=companies())
@settings(max_examples=40, deadline=None)
def test_the_order_levers_are_named_in_does_not_matter(small: Company) -> None:
    levers: list[Lever] = [
        BuildEarly(components=tuple(part.code for part in small.components)),
        LowerNonCoreService(floor_pct=Decimal(80)),
        *(LimitPromotion(promotion=each.code, tiers=("key",)) for each in small.promotions),
    ]
    made = [case_of(small, scenario(*order)) for order in permutations(levers)]
    assert all(case == made[0] for case in made)


def test_lower_service_is_one_number_and_locking_none() -> None:
    lowered = LowerNonCoreService(floor_pct=Decimal(80)).apply(BASE)
    assert lowered == replace(BASE, rules=SupplyRules(non_core_floor_pct=Decimal(80)))
    assert LockAgreed().apply(BASE) == BASE


def test_lower_service_moves_what_is_shared_to_the_core() -> None:
    agreed, lowered = (
        solve_case(case_of(SMALL, scenario(lever)))
        for lever in (LockAgreed(), LowerNonCoreService(floor_pct=Decimal(0)))
    )
    lost = [
        sum(sum(s.lost_units) for s in plan.sales if s.sku == "BAR") for plan in (agreed, lowered)
    ]
    assert lost[1] < lost[0]


@pytest.mark.parametrize(
    ("lever", "weeks"),
    [
        (LimitPromotion(promotion="DEC", tiers=()), 2),
        (BuildEarly(components=("SYRUP",)), 2),
        (BuildEarly(components=()), 1),
        (LowerNonCoreService(floor_pct=Decimal(80)), 1),
        (LockAgreed(), 1),
    ],
)
def test_how_long_before_the_promotion_a_lever_is_pulled(lever: Lever, weeks: int) -> None:
    assert lever.weeks_ahead(SMALL) == weeks
    friday = choose_by(SMALL, scenario(lever))
    assert friday is not None
    assert friday.weekday() == 4
    assert friday == START + (3 - weeks) * WEEK - 3 * WEEK / 7


def test_the_earliest_lever_dates_the_scenario() -> None:
    slow = company(components=(component(expedite_lead_time_weeks=3),))
    levers = (LowerNonCoreService(floor_pct=Decimal(80)), BuildEarly(components=("SYRUP",)))
    assert choose_by(slow, scenario(*levers)) == last_choice(
        needed_by=START + 3 * WEEK, weeks_ahead=4
    )
    assert choose_by(slow, scenario()) is None
    assert choose_by(company(promotions=()), scenario(*levers)) is None


def test_the_next_promotion_starts_inside_the_plan() -> None:
    over = promotion(code="OVER", starts=START - WEEK)
    late = promotion(code="LATE", starts=START + 7 * WEEK)
    soon, later = promotion(code="SOON", starts=START + WEEK), promotion()
    assert next_promotion(company(promotions=(over, late))) is None
    assert next_promotion(company(promotions=(over, later, soon, late))) == soon


def test_levers_are_named_for_their_class() -> None:
    for name, lever in LEVERS.items():
        words = "".join(word.title() for word in name.split("_"))
        assert lever.__name__ == words
        assert all(field.kw_only for field in fields(lever))


def test_when_nobody_acts_every_tier_gets_the_same_share() -> None:
    plan = solve_case(unmanaged_case(SMALL))
    lost = 0
    for sku in ("BAR", "SEED"):
        key, retail = (s for s in plan.sales if s.sku == sku)
        for week in range(SMALL.horizon_weeks):
            asked = key.demand_units[week] + retail.demand_units[week]
            shipped = key.shipped_units[week] + retail.shipped_units[week]
            lost += asked - shipped
            share = shipped * key.demand_units[week] / asked if asked else 0
            assert abs(key.shipped_units[week] - share) < 1
    assert lost > 0


def test_when_nobody_acts_no_more_is_ordered_than_normal_demand_needs() -> None:
    case = unmanaged_case(SMALL)
    normal = solve_case(replace(BASE, demand=without_uplift(BASE.demand, SMALL)))
    limits = {limit.week: limit.quantity for limit in case.rules.order_limits}
    assert limits == dict(enumerate(normal.component("SYRUP").ordered[:CYCLE_WEEKS]))
    assert case.rules.allocation is Allocation.FAIR_SHARE
    assert not case.rules.overtime
    assert not case.rules.expedite
    assert case.demand == agreed_demand(SMALL)


def test_when_nobody_acts_the_house_makes_what_it_needs_all_the_same() -> None:
    """Only what is bought is held to normal demand: no dough ordered by a plan that isn't locked
    keeps an item from being made.
    """
    case = unmanaged_case(company_of(6))
    bought = {part.code for part in case.company.components if part.resource is None}
    assert {limit.component for limit in case.rules.order_limits} == bought
    assert len(bought) < len(case.company.components)


def test_standard_scenarios_begin_with_doing_nothing() -> None:
    keys = [each.key for each in standard_scenarios(SMALL, find_constraints(SMALL))]
    assert keys[0] == DO_NOTHING
    assert {"limit_promotion", "build_early", "lower_non_core", "mix"} <= set(keys)
    assert len(set(keys)) == len(keys)


def test_without_a_promotion_or_non_core_items_their_scenarios_are_left_out() -> None:
    core = tuple(replace(each, core=True) for each in SMALL.items)
    short = company(promotions=(), items=core, resources=(resource(hours_per_week=1),))
    constraints = find_constraints(short)
    assert constraints
    keys = {each.key for each in standard_scenarios(short, constraints)}
    assert keys == {DO_NOTHING, "build_early"}


def test_with_nothing_short_only_the_agreed_plan_can_be_locked() -> None:
    assert [each.key for each in standard_scenarios(SMALL, ())] == [DO_NOTHING, "as_agreed"]


def test_a_last_choice_is_a_friday_before_its_week() -> None:
    assert last_choice(needed_by=date(2026, 12, 7), weeks_ahead=0) == date(2026, 12, 4)
