"""Each missing unit names what is short for it, on any level, and what one more would be worth."""

from dataclasses import replace
from decimal import Decimal

import pytest

from planning.company import Company, Stock
from planning.constraints import ConstraintKind, find_constraints
from planning.plan_money import money_of
from planning.rules import Case, agreed_case
from planning.supply.pegging import Cause, peg_losses
from planning.supply.shadow_prices import shadow_prices
from planning.supply.solve import solve_case
from tests.planning.supply.test_small_networks import bare, bom, bought
from tests.small_companies import component, item, resource


def causes(small: Company) -> set[tuple[Cause, str]]:
    case = agreed_case(small)
    return {(peg.cause, peg.code) for peg in peg_losses(case, solve_case(case))}


def dough(**changes: object) -> Company:
    """A bar takes a kilogram of dough, dough a kilogram of syrup; dough has a mixer of its own."""
    made = component(
        "DOUGH",
        lead_time_weeks=0,
        expedite_lead_time_weeks=None,
        resource="MIXER",
        hours_per_1000_units=Decimal(10),
    )
    return bare(
        components=(bought(), made),
        bom=(bom("BAR", "DOUGH"), bom("DOUGH", "SYRUP")),
        resources=(resource(), resource("MIXER", hours_per_week=10)),
        stock=(Stock(code="SYRUP", quantity=10_000),),
        **changes,
    )


def test_what_is_short_two_levels_down_is_named_and_not_what_is_made_of_it() -> None:
    short = replace(dough(), stock=(Stock(code="SYRUP", quantity=100),))
    assert causes(short) == {(Cause.LEAD_TIME, "SYRUP")}
    (found,) = find_constraints(short)
    assert (found.kind, found.code, found.lost_units) == (ConstraintKind.COMPONENT, "SYRUP", 275)
    assert found.gap == 275


def test_a_full_mixer_is_named_with_the_hours_it_lacks() -> None:
    """A mixer of 1 hour makes 100 kg a week, 125 bars are asked for: 75 short, 0.75 hours."""
    full = replace(dough(), resources=(resource(), resource("MIXER", hours_per_week=1)))
    assert causes(full) == {(Cause.CAPACITY, "MIXER")}
    (found,) = find_constraints(full)
    assert (found.kind, found.code, found.lost_units) == (ConstraintKind.CAPACITY, "MIXER", 75)
    assert found.gap == 1


def test_hours_that_a_fence_holds_are_no_lack_of_hours() -> None:
    held = bare(resources=(resource(frozen_weeks=2),))
    assert causes(held) == {(Cause.FENCE, "LINE")}
    (found,) = find_constraints(held)
    assert found.kind is ConstraintKind.FENCE
    assert found.lifted_by == "erik"
    assert "its schedule is fixed for two weeks" in found.cause


def test_nothing_short_names_nothing() -> None:
    assert causes(dough()) == set()
    assert shadow_prices(agreed_case(dough())) == ()


def earns(case: Case) -> float:
    return float(money_of(case.company, solve_case(case))["margin_after_cost_eur"])


@pytest.mark.parametrize("code", ["LINE", "SYRUP"])
def test_a_hundred_more_earn_a_hundred_times_what_one_is_said_to_be_worth(code: str) -> None:
    """An hour makes 500 bars of 1.85 each, a kilogram makes one."""
    slow = item(safety_stock_units=0, hours_per_1000_units=Decimal(100))
    lines = (resource(hours_per_week=10 if code == "LINE" else 1000),)
    small = bare(
        items=(slow,),
        components=(bought(),),
        bom=(bom("BAR", "SYRUP"),),
        resources=lines,
        stock=(Stock(code="SYRUP", quantity=10_000 if code == "LINE" else 100),),
    )
    first = shadow_prices(agreed_case(small))[0]
    assert first.code == code
    if code == "LINE":
        more = replace(small, resources=(resource(hours_per_week=11),))
        worth = sum(one.eur for one in shadow_prices(agreed_case(small)) if one.code == code)
    else:
        more = replace(small, stock=(Stock(code="SYRUP", quantity=110),))
        worth = 10 * max(one.eur for one in shadow_prices(agreed_case(small)))
    gained = earns(agreed_case(more)) - earns(agreed_case(small))
    assert gained == pytest.approx(worth, rel=0.02)
