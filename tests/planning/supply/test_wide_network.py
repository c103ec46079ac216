"""The wider network: every plan of any company holds, and no tampered plan does."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.plan import Plan
from planning.rules import Case
from planning.supply.solve import solve_case
from planning.supply.verification import PlanDoesNotAddUp, check_plan, verify
from tests.wide_company import wide_cases


@given(case=wide_cases())
@settings(max_examples=50, deadline=None)
def test_every_solved_plan_of_a_wide_network_holds(case: Case) -> None:
    plan = solve_case(case)
    assert verify(case, plan) == ()
    assert plan.unproven == ()


WIDER = {
    "sales": ("waiting_units",),
    "items": ("written_off_units", "regular_units"),
    "components": ("started", "started_overtime", "ordered"),
    "moved": ("regular_units", "overtime_units"),
    "sourced": ("ordered",),
    "swapped": ("quantity",),
    "stood_in": ("units",),
}


@given(case=wide_cases(), picks=st.tuples(*[st.integers(0, 10**6)] * 2), by=st.sampled_from((1, 7)))
@settings(max_examples=50, deadline=None)
def test_one_number_changed_anywhere_in_it_is_caught(
    case: Case, picks: tuple[int, int], by: int
) -> None:
    plan = solve_case(case)
    for table, names in WIDER.items():
        lines = getattr(plan, table)
        for name in names if lines else ():
            at = picks[0] % len(lines)
            numbers = list(getattr(lines[at], name))
            if not numbers:
                continue
            numbers[picks[1] % len(numbers)] += by
            changed = replace(lines[at], **{name: tuple(numbers)})
            other: Plan = replace(plan, **{table: (*lines[:at], changed, *lines[at + 1 :])})
            with pytest.raises(PlanDoesNotAddUp):
                check_plan(case, other)
