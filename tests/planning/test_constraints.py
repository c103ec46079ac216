"""Shortages are found, pegged to their cause and measured; nothing short finds nothing."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.calendar_weeks import WEEK
from planning.company import Company, Stock
from planning.constraints import (
    Constraint,
    ConstraintKind,
    constraint_content,
    find_constraints,
    restore_constraint,
)
from planning.demand import with_uplift
from planning.loss import least_lost_units, only_limit
from planning.rules import Case, OrderLimit, SupplyRules, agreed_case
from planning.supply.pegging import Cause, peg_losses
from planning.supply.solve import solve_case
from tests.planning.small_company import (
    RESIN,
    SITUATIONS,
    SPRING,
    halden,
    halden_constraints,
    small_company,
    solved,
)


def lost_by(company: Company) -> dict[tuple[Cause, str], int]:
    case = agreed_case(company)
    causes: dict[tuple[Cause, str], int] = {}
    for peg in peg_losses(case, solve_case(case)):
        causes[peg.cause, peg.code] = causes.get((peg.cause, peg.code), 0) + peg.units
    return causes


def test_halden_is_short_of_syrup_from_week_51_and_covers_seven_of_fifteen_percent() -> None:
    (syrup,) = halden_constraints()
    assert (syrup.kind, syrup.code, syrup.unit) == (ConstraintKind.COMPONENT, "OAT-SYRUP", "kg")
    assert syrup.covered_pct == Decimal("7.0")
    assert syrup.uplift_pct == 15
    assert syrup.first_short == date(2026, 12, 14)
    assert syrup.choose_by == date(2026, 11, 6)
    assert syrup.lifted_by == "tomas"
    assert syrup.cause == (
        "Oat syrup: six weeks from Nordhavre; on hand and on order last until week 51"
    )
    assert "Covers +7 % of the +15 %" in syrup.detail


def test_the_gap_delivered_in_time_leaves_nothing_lost_and_half_of_it_does_not() -> None:
    (syrup,) = halden_constraints()

    def lost_with(extra: Decimal) -> float:
        stock = tuple(
            replace(one, quantity=one.quantity + int(extra)) if one.code == syrup.code else one
            for one in halden().stock
        )
        return least_lost_units(agreed_case(replace(halden(), stock=stock)))

    assert lost_with(syrup.gap + 1) < 1
    assert lost_with(syrup.gap / 2) > syrup.lost_units / 3


@pytest.mark.parametrize(("beyond", "loses"), [(Decimal("-0.2"), False), (Decimal("0.2"), True)])
def test_the_uplift_said_to_be_covered_is_where_losses_begin(
    beyond: Decimal, *, loses: bool
) -> None:
    (syrup,) = halden_constraints()
    assert syrup.covered_pct is not None
    world = with_uplift(halden(), "OAT-DEC", syrup.covered_pct + beyond)
    assert (least_lost_units(agreed_case(world)) >= 1) is loses


def test_the_page_reads_strings_and_the_numbers_come_back_as_they_were() -> None:
    (syrup,) = halden_constraints()
    content = json.loads(json.dumps(constraint_content(syrup)))
    assert {key: content[key] for key in ("title", "gap", "first_short", "choose_by")} == {
        "title": "Oat syrup",
        "gap": "8,068 kg",
        "first_short": "Week 51, Mon 14 Dec",
        "choose_by": "2026-11-06",
    }
    assert restore_constraint(content) == syrup


def test_nothing_short_finds_nothing() -> None:
    assert find_constraints(small_company()) == ()


def test_a_component_inside_its_lead_time_is_named_and_one_outside_is_just_ordered() -> None:
    assert {code for _, code in lost_by(small_company(resin=8_000))} == {"RESIN"}
    quick = replace(RESIN, lead_time_weeks=0)
    assert find_constraints(small_company(resin=0, components=(quick,))) == ()


def test_a_full_line_is_named_with_the_hours_it_lacks() -> None:
    (press,) = find_constraints(small_company(hours=22))
    assert (press.kind, press.code, press.unit) == (ConstraintKind.CAPACITY, "PRESS", "h")
    assert press.gap == -(-press.lost_units * 10 // 1000)
    assert press.lifted_by == "pia"
    assert "22 hours a week without overtime" in press.cause


def test_each_of_two_causes_keeps_its_own_losses() -> None:
    found, _ = solved(SITUATIONS["short of both"])
    assert {one.kind for one in found} == {ConstraintKind.COMPONENT, ConstraintKind.CAPACITY}
    assert list(found) == sorted(found, key=lambda one: -one.at_risk_eur)


def test_without_a_promotion_no_uplift_is_spoken_of() -> None:
    (resin,) = find_constraints(small_company(resin=8_000, promotions=()))
    assert (resin.promotion, resin.uplift_pct, resin.covered_pct) == (None, None, None)
    assert "uplift" not in resin.detail
    assert "%" not in resin.detail


def test_a_company_without_people_still_learns_what_is_short() -> None:
    (resin,) = find_constraints(small_company(resin=8_000, people=()))
    assert resin.lifted_by is None


def test_an_order_nobody_may_place_is_policy_not_lead_time() -> None:
    company = small_company(resin=8_000, components=(replace(RESIN, lead_time_weeks=1),))
    forbidden = tuple(OrderLimit(component="RESIN", week=week, quantity=0) for week in range(4))
    case = Case(
        company=company,
        demand=agreed_case(company).demand,
        rules=SupplyRules(order_limits=forbidden),
    )
    pegs = peg_losses(case, solve_case(case))
    assert {peg.cause for peg in pegs} == {Cause.POLICY}


@settings(max_examples=25, deadline=None)
@given(
    resin=st.integers(0, 14_000),
    hours=st.integers(0, 60),
    lead=st.integers(0, 9),
    uplift=st.integers(0, 60),
)
def test_every_lost_unit_has_one_cause_and_no_more_is_explained_than_lost(
    resin: int, hours: int, lead: int, uplift: int
) -> None:
    company = small_company(
        resin=resin,
        hours=hours,
        components=(replace(RESIN, lead_time_weeks=lead),),
        promotions=(replace(SPRING, uplift_pct=Decimal(uplift)),),
    )
    case = agreed_case(company)
    plan = solve_case(case)
    lost = sum(sum(line.lost_units) for line in plan.sales)
    assert sum(peg.units for peg in peg_losses(case, plan)) == lost
    found = find_constraints(company)
    explained = sum(one.lost_units for one in found)
    assert lost - len(case.demand) * company.horizon_weeks <= explained <= lost
    for one in found:
        _is_sound(company, one)


def _is_sound(company: Company, one: Constraint) -> None:
    weeks = [company.plan_start + WEEK * at for at in range(company.horizon_weeks)]
    assert one.first_short in weeks
    assert one.first_short <= one.last_short
    assert one.gap > 0
    assert one.at_risk_eur == 4 * one.lost_units
    if one.covered_pct is not None and one.uplift_pct is not None:
        assert 0 <= one.covered_pct <= one.uplift_pct
    assert restore_constraint(json.loads(json.dumps(constraint_content(one)))) == one


def test_only_limit_leaves_one_thing_scarce() -> None:
    company = small_company(resin=0, hours=0)
    free = only_limit(company, component=None, resource=None)
    assert least_lost_units(agreed_case(free)) < 1
    resin = only_limit(company, component="RESIN", resource=None)
    enough = replace(resin, stock=(Stock(code="RESIN", quantity=10**6),))
    assert least_lost_units(agreed_case(resin)) > 1
    assert least_lost_units(agreed_case(enough)) < 1
