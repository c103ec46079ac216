"""What a plan comes to by month, taken apart, and what each item adds to a bridge."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings

from agents.briefs.money import money_lines
from planning.bridge_items import bridge_items
from planning.explaining import NotExplained, explain
from planning.in_money import in_money
from planning.levers import LockAgreed
from planning.options import solve_alone
from planning.rules import Case
from planning.scenario import Scenario
from planning.sold import SoldLine, budget_lines, months_bridge, sold_lines
from planning.supply.solve import solve_case
from tests.planning.test_sold import LINES, budget, two_regions, whole_plan
from tests.wide_company import wide_cases

CENT = Decimal("0.01")


@given(before=LINES, after=LINES)
def test_the_items_steps_add_up_to_the_bridge(
    before: list[SoldLine], after: list[SoldLine]
) -> None:
    whole, items = months_bridge(before, after), bridge_items(before, after)
    assert whole is not None
    steps, off = whole.steps, CENT * (len(items) + 2)
    assert abs(sum(one.price for one in items) - steps.price) <= off
    assert abs(sum(one.rate for one in items) - steps.rate) <= off
    assert abs(sum(one.units for one in items) - steps.volume - steps.mix) <= off
    assert abs(sum(one.after - one.before for one in items) - steps.after + steps.before) <= off


@given(case=wide_cases())
@settings(max_examples=15, deadline=None)
def test_every_months_cash_and_stock_are_the_sum_of_their_parts(case: Case) -> None:
    company, plan = case.company, solve_case(case)
    found = in_money(company, plan)
    for cash in found.cash:
        if cash.net:
            apart = explain(company, plan, f"cash_{cash.month:%Y-%m}")
            assert abs(apart.value - cash.net) <= 2 * CENT
    for stock in found.stock:
        if stock.value:
            apart = explain(company, plan, f"stock_{stock.month:%Y-%m}")
            assert abs(apart.value - stock.value) <= CENT
            assert stock.at_risk <= stock.value


def test_a_month_without_money_is_not_explained() -> None:
    company = two_regions()
    for key in ("cash_2031-01", "cash_soon", "stock_2031-01"):
        with pytest.raises(NotExplained):
            explain(company, whole_plan(company), key)


def test_a_brief_says_what_is_above_or_below_budget_and_why() -> None:
    company = replace(
        two_regions(), budget=(budget("north", 6_100, "9.50"), budget("south", 1_900, "10.50"))
    )
    scenario = Scenario(key="as_agreed", name="As agreed", summary="", levers=(LockAgreed(),))
    option = solve_alone(company, scenario)
    (line,) = money_lines(company, option, ())
    bridge = months_bridge(budget_lines(company), sold_lines(company, option.plan))
    assert bridge is not None
    assert line.startswith("Revenue with As agreed, November 2026: ")
    assert ("above" in line) is (bridge.steps.after >= bridge.steps.before)
    assert "the budget: " in line
    assert money_lines(two_regions(), option, ()) == ()
