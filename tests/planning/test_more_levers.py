"""Levers on when and how deep a promotion runs, where supply comes from, and who goes short."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from gates.recipes import actions_for
from planning.calendar_weeks import WEEK
from planning.company import Company
from planning.company_network import Source
from planning.demand import agreed_demand, total_units, without_uplift
from planning.levers import (
    LEVERS,
    BuildEarly,
    Lever,
    LimitPromotion,
    LockAgreed,
    LowerNonCoreService,
)
from planning.levers_of_demand import MoveDemand, RaisePrice
from planning.levers_of_promotion import ScalePromotion, ShiftPromotion
from planning.levers_of_supply import ShareFairly, UseOtherLines, UseOtherSuppliers
from planning.notice import Reversibility
from planning.options import SolvedOption, solve_options
from planning.scenario import Scenario, case_of
from planning.supply.verification import verify
from tests.planning.levers_stated import MILL, STATED
from tests.planning.small_company import SPRING, small_company

SHORT = small_company(resin=8_000)
ELSEWHERE = Source(
    component="RESIN",
    supplier="Resinor",
    lead_time_weeks=1,
    extra_cost_eur=Decimal("0.20"),
    max_per_week=None,
    standing=False,
)


def scenario(*levers: Lever) -> Scenario:
    return Scenario(key="one", name="One", summary="", levers=levers)


def solved(company: Company, *levers: Lever) -> SolvedOption:
    (option,) = solve_options(company, (scenario(*levers),))
    assert verify(case_of(company, option.scenario), option.plan) == ()
    return option


def asked(company: Company, *levers: Lever) -> list[int]:
    """Of the promoted item, by week, both tiers together."""
    rows = [row.units for row in case_of(company, scenario(*levers)).demand if row.sku == "A"]
    return [sum(week) for week in zip(*rows, strict=True)]


def plain(company: Company) -> list[int]:
    rows = without_uplift(agreed_demand(company), company)
    return [sum(w) for w in zip(*[row.units for row in rows if row.sku == "A"], strict=True)]


def test_a_promotion_two_weeks_later_lifts_the_weeks_two_weeks_later() -> None:
    """It runs in weeks 2 and 3; then in 4 and 5, by a fifth of what is asked there without it."""
    before = plain(SHORT)
    after = asked(SHORT, ShiftPromotion(promotion="P", weeks=2))
    assert after[2:4] == before[2:4]
    for week in (4, 5):
        assert after[week] == pytest.approx(1.2 * before[week], abs=2)
    assert after[6:] == before[6:]


def test_half_a_promotion_asks_for_half_of_its_uplift() -> None:
    agreed, without = (
        asked(SHORT, ScalePromotion(promotion="P", depth_pct=Decimal(100))),
        plain(SHORT),
    )
    half = asked(SHORT, ScalePromotion(promotion="P", depth_pct=Decimal(50)))
    assert sum(agreed) == total_units(tuple(r for r in agreed_demand(SHORT) if r.sku == "A"))
    assert sum(half) - sum(without) == pytest.approx((sum(agreed) - sum(without)) / 2, abs=4)
    option = solved(SHORT, ScalePromotion(promotion="P", depth_pct=Decimal(50)))
    assert option.metrics["excluded_units"] == pytest.approx(sum(agreed) - sum(half))


def test_a_promotion_moved_and_limited_leaves_the_other_tiers_plain() -> None:
    """In whatever order they are written."""
    shift = ShiftPromotion(promotion="P", weeks=2)
    limit = LimitPromotion(promotion="P", tiers=("key",))
    one, other = asked(SHORT, shift, limit), asked(SHORT, limit, shift)
    assert one == other
    without = plain(SHORT)
    assert one[4] == pytest.approx(1.1 * without[4], abs=2)


def test_another_supplier_delivers_what_the_first_one_cannot() -> None:
    company = replace(SHORT, sources=(ELSEWHERE,))
    idle = solved(company, LockAgreed())
    option = solved(company, UseOtherSuppliers(components=("RESIN",)))
    assert idle.metrics["lost_units"] > 0
    assert option.metrics["lost_units"] == 0
    ordered = sum(option.plan.sourced[0].ordered)
    assert ordered > 0
    assert option.metrics["sourcing_eur"] == ordered * Decimal("0.20")
    (order, *_) = actions_for(company, option, decided_on=date(2026, 10, 26))
    assert "Resinor" in order.title


def test_demand_moves_to_another_plant() -> None:
    full = small_company(hours=15)
    mill = replace(full.resources[0], code="MILL", name="Mill", plant="Other", hours_per_week=20)
    company = replace(full, resources=(*full.resources, mill), routings=(MILL,))
    idle, option = (
        solved(company, LockAgreed()),
        solved(company, UseOtherLines(resources=("MILL",))),
    )
    moved = sum(option.plan.moved[0].regular_units)
    assert moved > 0
    assert option.metrics["lost_units"] < idle.metrics["lost_units"]
    assert option.metrics["sourcing_eur"] == moved * Decimal("0.10")


def test_a_fair_share_takes_from_the_first_tier_what_priority_would_not() -> None:
    fair, ranked = solved(SHORT, ShareFairly()), solved(SHORT, LockAgreed())

    def shipped(option: SolvedOption, tier: str) -> int:
        return sum(sum(s.shipped_units) for s in option.plan.sales if s.tier == tier)

    assert shipped(fair, "key") < shipped(ranked, "key")
    assert shipped(fair, "retail") > shipped(ranked, "retail")


@pytest.mark.parametrize(
    ("lever", "why"),
    [
        (ShiftPromotion(promotion="P", weeks=9), "after the plan's end"),
        (ShiftPromotion(promotion="P", weeks=0), "1 or more"),
        (UseOtherSuppliers(components=("RESIN",)), "no other supplier"),
        (UseOtherLines(resources=("PRESS",)), "nothing but its own items"),
        (LimitPromotion(promotion="P", tiers=()), "runs somewhere"),
        (BuildEarly(components=("GLUE",)), "can't be expedited"),
    ],
    ids=lambda value: type(value).__name__ if not isinstance(value, str) else value[:6],
)
def test_what_cannot_be_pulled_says_why(lever: Lever, why: str) -> None:
    assert why in str(lever.impossible(SHORT))


@pytest.mark.parametrize("name", LEVERS)
def test_every_lever_says_whether_it_can_be_taken_back_and_when_it_must_be_chosen(
    name: str,
) -> None:
    made: dict[str, Lever] = {
        "limit_promotion": LimitPromotion(promotion="P", tiers=("key",)),
        "build_early": BuildEarly(components=("RESIN",)),
        "lower_non_core_service": LowerNonCoreService(floor_pct=Decimal(80)),
        "lock_agreed": LockAgreed(),
        "shift_promotion": ShiftPromotion(promotion="P", weeks=1),
        "scale_promotion": ScalePromotion(promotion="P", depth_pct=Decimal(50)),
        "use_other_suppliers": UseOtherSuppliers(components=("RESIN",)),
        "use_other_lines": UseOtherLines(resources=("PRESS",)),
        "share_fairly": ShareFairly(),
        "raise_price": RaisePrice(skus=("A",), raise_pct=Decimal(5), week=2),
        "move_demand": MoveDemand(region="all", plant="Other", week=1),
    }
    lever = made[name]
    assert lever.impossible(STATED) is None or name.startswith("use_other")
    assert isinstance(lever.reversibility, Reversibility)
    option = solved(STATED, lever)
    assert option.choose_by is not None
    assert option.choose_by < SPRING.starts + WEEK
    assert actions_for(STATED, option, decided_on=date(2026, 10, 26))
