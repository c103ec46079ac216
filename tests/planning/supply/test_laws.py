"""Laws no plan may break: more never hurts, units don't matter, names don't matter."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.company import Company
from planning.loss import least_lost_units
from planning.rules import Case, SupplyRules, agreed_case
from planning.supply.goals import goals_of
from planning.supply.model import build_model
from planning.supply.solve import solve_model
from tests.any_company import companies
from tests.small_companies import company, resource
from tests.wide_company import wide_cases, wide_companies


def reached(case: Case) -> dict[str, float]:
    model = build_model(case)
    return solve_model(model, goals_of(case, model)).goals


@given(case=wide_cases(), more=st.integers(1, 20))
@settings(max_examples=25, deadline=None)
def test_more_hours_or_stock_never_lose_more(case: Case, more: int) -> None:
    company = case.company
    lines = tuple(
        replace(one, hours_per_week=one.hours_per_week + more) for one in company.resources
    )
    stock = tuple(replace(one, quantity=one.quantity + 100 * more) for one in company.stock)
    before = least_lost_units(case)
    for richer in (replace(company, resources=lines), replace(company, stock=stock)):
        assert least_lost_units(replace(case, company=richer)) <= before + 0.1


@given(case=wide_cases())
@settings(max_examples=25, deadline=None)
def test_leave_to_do_more_never_loses_more(case: Case) -> None:
    company = case.company
    parts = tuple(part.code for part in company.components)
    opened = replace(
        case.rules,
        overtime=True,
        sourced=parts,
        swapped=parts,
        routed=tuple(line.code for line in company.resources),
        stood_in=tuple(one.sku for one in company.items),
    )
    assert least_lost_units(replace(case, rules=opened)) <= least_lost_units(case) + 0.1


@given(small=companies())
@settings(max_examples=25, deadline=None)
def test_ten_times_everything_loses_ten_times_as_much(small: Company) -> None:
    big = replace(
        small,
        items=tuple(_times(one, "safety_stock_units") for one in small.items),
        components=tuple(_times(one, "expedite_max_per_week") for one in small.components),
        resources=tuple(
            _times(one, "hours_per_week", "overtime_hours_per_week") for one in small.resources
        ),
        stock=tuple(_times(one, "quantity") for one in small.stock),
        open_supply=tuple(_times(one, "quantity") for one in small.open_supply),
    )
    case = agreed_case(small)
    more = replace(
        case,
        company=big,
        demand=tuple(replace(r, units=tuple(10 * n for n in r.units)) for r in case.demand),
    )
    first, second = reached(case), reached(more)
    for goal in first:
        if goal != "earlier weeks first":
            assert second[goal] == pytest.approx(10 * first[goal], abs=1e-3, rel=1e-4), goal


def _times(one: Any, *names: str) -> Any:
    return replace(one, **{name: 10 * getattr(one, name) for name in names})


@given(small=wide_companies())
@settings(max_examples=25, deadline=None)
def test_other_names_and_another_order_reach_the_same(small: Company) -> None:
    turned = replace(
        small,
        items=small.items[::-1],
        components=small.components[::-1],
        resources=small.resources[::-1],
        bom=small.bom[::-1],
    )
    before, after = reached(agreed_case(small)), reached(agreed_case(turned))
    for goal in before:
        assert after[goal] == pytest.approx(before[goal], abs=1e-3, rel=1e-3), goal


def test_a_law_can_be_broken() -> None:
    """Without its hours a line loses what it made: the laws aren't true of anything at all."""
    small = company()
    idle = replace(small, resources=(resource(hours_per_week=0),))
    case = Case(company=small, demand=agreed_case(small).demand, rules=SupplyRules())
    assert least_lost_units(replace(case, company=idle)) > least_lost_units(case) + 1
