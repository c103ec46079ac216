"""A locked plan on changed facts: frozen weeks stay, and the rest moves as little as it must."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from planning.amending import Confirmed, Locked, amended
from planning.company import Company
from planning.constraints import find_constraints
from planning.options import SolvedOption, solve_options
from planning.plan import Plan
from planning.standard_scenarios import standard_scenarios
from runtime.halden import halden_foods

ROUNDING_UNITS = 40
"""A unit or so an item and week."""
ON = date(2026, 11, 18)
BEGUN = 2


@pytest.fixture(scope="module")
def company() -> Company:
    return halden_foods()


@pytest.fixture(scope="module")
def locked(company: Company) -> SolvedOption:
    scenarios = standard_scenarios(company, tuple(find_constraints(company)))
    (early,) = (one for one in scenarios if one.key == "build_early")
    return solve_options(company, [early])[0]


def off(plan: Plan, other: Plan, weeks: range) -> int:
    return sum(
        abs(mine.made_units[week] - theirs.made_units[week])
        for mine, theirs in zip(plan.items, other.items, strict=True)
        for week in weeks
    )


def lost(option: SolvedOption) -> int:
    return int(option.metrics["lost_units"])


def later(company: Company, weeks: int) -> Company:
    """The oat syrup that is still to come slips."""
    return replace(
        company,
        open_supply=tuple(
            replace(one, arrives=one.arrives + timedelta(weeks=weeks))
            if one.code == "OAT-SYRUP" and one.arrives > ON
            else one
            for one in company.open_supply
        ),
    )


def test_where_nothing_changed_nothing_moves(company: Company, locked: SolvedOption) -> None:
    for option in amended(company, Locked(option=locked, on=ON, frozen_weeks=1), "1"):
        assert off(option.plan, locked.plan, range(18)) <= ROUNDING_UNITS
        assert lost(option) <= ROUNDING_UNITS


def test_a_slip_leaves_the_frozen_weeks_alone(company: Company, locked: SolvedOption) -> None:
    keep, adjust = amended(later(company, 2), Locked(option=locked, on=ON, frozen_weeks=1), "1")
    assert off(adjust.plan, locked.plan, range(BEGUN)) <= ROUNDING_UNITS
    assert lost(adjust) < lost(keep), "that is what adjusting is for"
    (fresh,) = solve_options(later(company, 2), [locked.scenario])
    every = range(18)
    assert off(adjust.plan, locked.plan, every) < off(fresh.plan, locked.plan, every)


def test_what_is_ordered_is_ordered(company: Company, locked: SolvedOption) -> None:
    _, adjust = amended(later(company, 2), Locked(option=locked, on=ON, frozen_weeks=1), "1")
    for mine, theirs in zip(adjust.plan.components, locked.plan.components, strict=True):
        assert mine.ordered[:BEGUN] == theirs.ordered[:BEGUN]
        assert mine.expedited[:BEGUN] == theirs.expedited[:BEGUN]


@pytest.mark.parametrize(("part", "days"), [(2, 0), (1, 14)], ids=["half of it", "two weeks late"])
def test_less_or_later_than_ordered(
    company: Company, locked: SolvedOption, part: int, days: int
) -> None:
    (line,) = (one for one in locked.plan.components if any(one.expedited))
    week = next(week for week, quantity in enumerate(line.expedited) if quantity)
    lead = next(p.expedite_lead_time_weeks for p in company.components if p.code == line.code)
    arrives = locked.plan.weeks[week] + timedelta(weeks=lead or 0)
    said = Confirmed(
        component=line.code,
        arrives=arrives,
        quantity=line.expedited[week] // part,
        by=arrives + timedelta(days=days),
    )
    standing = Locked(option=locked, on=date(2026, 11, 6), frozen_weeks=1, confirmed=(said,))
    keep, adjust = amended(company, standing, "1")
    for option in (keep, adjust):
        assert option.plan.component(line.code).expedited[week] == (0 if days else said.quantity)
    assert lost(keep) > lost(locked)
    assert lost(adjust) <= lost(keep)


def test_the_same_facts_make_the_same_plan(company: Company, locked: SolvedOption) -> None:
    standing = Locked(option=locked, on=ON, frozen_weeks=1)
    assert amended(later(company, 1), standing, "1") == amended(later(company, 1), standing, "1")
