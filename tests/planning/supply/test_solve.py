"""Solving and checking: every plan of any small company holds, and no tampered plan does."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, composite

from planning.company import BomLine, Stock
from planning.levers import BuildEarly, Lever, LimitPromotion, LowerNonCoreService
from planning.plan import Plan
from planning.rules import Case, agreed_case
from planning.scenario import Scenario, case_of
from planning.supply.solve import solve_case
from planning.supply.verification import PlanDoesNotAddUp, check_plan, verify
from tests.any_company import companies
from tests.small_companies import company, line, resource


@composite
def cases(draw: DrawFn) -> Case:
    """A small company under any mix of levers, or with nobody acting."""
    small = draw(companies())
    codes = tuple(part.code for part in small.components)
    levers: list[Lever] = [
        BuildEarly(
            components=codes,
            expedite_share_pct=Decimal(draw(st.integers(0, 100))),
            overtime=draw(st.booleans()),
        ),
        LowerNonCoreService(floor_pct=Decimal(draw(st.integers(0, 100)))),
        *(LimitPromotion(promotion=each.code, tiers=("key",)) for each in small.promotions),
    ]
    chosen = draw(st.lists(st.sampled_from(levers), unique_by=type))
    scenario = Scenario(key="any", name="Any", summary="", levers=tuple(chosen))
    return draw(st.sampled_from((agreed_case(small), case_of(small, scenario))))


@given(case=cases())
@settings(max_examples=120, deadline=None)
def test_every_solved_plan_holds(case: Case) -> None:
    plan = solve_case(case)
    assert verify(case, plan) == ()
    assert all(units >= 0 for each in plan.sales for units in each.lost_units)


@given(case=cases(), picks=st.tuples(*[st.integers(0, 10**6)] * 3), by=st.sampled_from((1, -1, 7)))
@settings(max_examples=120, deadline=None)
def test_one_number_changed_anywhere_is_caught(
    case: Case, picks: tuple[int, int, int], by: int
) -> None:
    plan = solve_case(case)
    tampered = list(_changed_by(plan, by, picks))
    assert tampered
    for other in tampered:
        with pytest.raises(PlanDoesNotAddUp):
            check_plan(case, other)


FIELDS = {
    "sales": ("demand_units", "shipped_units"),
    "items": ("regular_units", "overtime_units", "stock_units"),
    "components": ("stock", "ordered", "expedited"),
    "resources": ("regular_hours", "overtime_hours", "available_hours"),
}


def _changed_by(plan: Plan, by: int, picks: tuple[int, int, int]) -> Iterator[Plan]:
    """The plan with one number off, once for each field of each table."""
    for table, names in FIELDS.items():
        lines = getattr(plan, table)
        for name in names if lines else ():
            at, week = picks[0] % len(lines), picks[1] % len(plan.weeks)
            numbers = list(getattr(lines[at], name))
            numbers[week] += by
            changed = replace(lines[at], **{name: tuple(numbers)})
            yield replace(plan, **{table: (*lines[:at], changed, *lines[at + 1 :])})


SMALL = agreed_case(company())


@pytest.mark.parametrize("table", FIELDS)
def test_a_missing_line_is_caught(table: str) -> None:
    plan = solve_case(SMALL)
    with pytest.raises(PlanDoesNotAddUp, match="shape"):
        check_plan(SMALL, replace(plan, **{table: getattr(plan, table)[1:]}))


@pytest.mark.parametrize(("table", "name"), [(t, n) for t, names in FIELDS.items() for n in names])
def test_a_missing_week_is_caught(table: str, name: str) -> None:
    plan = solve_case(SMALL)
    first, *rest = getattr(plan, table)
    short = replace(first, **{name: getattr(first, name)[:-1]})
    with pytest.raises(PlanDoesNotAddUp, match="shape"):
        check_plan(SMALL, replace(plan, **{table: (short, *rest)}))


def test_a_line_under_another_name_and_a_moved_week_are_caught() -> None:
    plan = solve_case(SMALL)
    first, *rest = plan.items
    renamed = replace(plan, items=(replace(first, sku="OTHER"), *rest))
    moved = replace(plan, weeks=tuple(week + timedelta(days=7) for week in plan.weeks))
    swapped = replace(plan, sales=(plan.sales[1], plan.sales[0], *plan.sales[2:]))
    for broken in (renamed, moved, swapped):
        with pytest.raises(PlanDoesNotAddUp):
            check_plan(SMALL, broken)


def test_what_a_case_forbids_is_caught_though_it_balances() -> None:
    """A plan that expedites and works overtime, checked under rules that allow neither."""
    lever = BuildEarly(components=("SYRUP",))
    case = case_of(company(), Scenario(key="b", name="", summary="", levers=(lever,)))
    plan = solve_case(case)
    assert any(any(each.expedited) for each in plan.components)
    rules = {each.rule for each in verify(replace(case, rules=SMALL.rules), plan)}
    assert "expedite allowed" in rules


def test_the_message_names_rule_place_and_size() -> None:
    plan = solve_case(SMALL)
    first, *rest = plan.items
    stock = (first.stock_units[0] + 3, *first.stock_units[1:])
    with pytest.raises(PlanDoesNotAddUp) as caught:
        check_plan(SMALL, replace(plan, items=(replace(first, stock_units=stock), *rest)))
    assert "stock balance: BAR, week 0, off by 3 (1 in all)" in str(caught.value)


def test_the_first_tier_goes_short_last() -> None:
    """Half the capacity: key accounts get all they ask for while retail goes without."""
    plan = solve_case(agreed_case(company(resources=(resource(hours_per_week=3),))))
    lost = {
        code: sum(sum(each.lost_units) for each in plan.sales if each.tier == code)
        for code in ("key", "retail")
    }
    assert lost["retail"] > 0
    shipped = sum(sum(each.shipped_units) for each in plan.sales if each.tier == "retail")
    assert lost["key"] == 0 or shipped == 0


def test_inside_the_lead_time_only_open_orders_arrive() -> None:
    """One kilogram a unit, 100 on hand, 40 coming, lead time beyond the plan: 140 can be made."""
    bom = (BomLine(sku="BAR", component="SYRUP", qty_per_unit=Decimal(1), scrap_pct=Decimal(0)),)
    small = company()
    short = replace(
        small,
        items=(replace(small.items[0], safety_stock_units=0),),
        promotions=(),
        components=(replace(small.components[0], lead_time_weeks=30),),
        bom=bom,
        stock=(Stock(code="SYRUP", quantity=100),),
        open_supply=(replace(small.open_supply[0], quantity=40),),
        forecast=tuple(each for each in small.forecast if each.sku == "BAR"),
    )
    plan = solve_case(agreed_case(short))
    assert sum(plan.item("BAR").made_units) == 140
    assert sum(sum(each.shipped_units) for each in plan.sales) == 140


def test_what_a_week_cannot_make_is_made_just_before() -> None:
    """December asks for up to 7,143 a week of a line that makes 5,000; stock bridges it."""
    bar = replace(company().items[0], safety_stock_units=0)
    november, december = line(units=2_000), line(month=date(2026, 12, 1), units=30_000)
    small = company(
        promotions=(),
        components=(),
        bom=(),
        stock=(),
        open_supply=(),
        forecast=(november, december),
        items=(bar,),
    )
    plan = solve_case(agreed_case(small))
    assert not any(any(each.lost_units) for each in plan.sales)
    assert plan.item("BAR").stock_units[2] > 0
    assert plan.item("BAR").stock_units[-1] == 0
    assert plan.resource("LINE").load_pct[3:] == pytest.approx([100] * 4, abs=0.1)
    assert plan.resource("LINE").load_pct[0] < 50
