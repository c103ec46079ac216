"""The best option proposed against the whole lever grid, on companies small enough for it."""

from decimal import Decimal

import pytest

from agents.scenario_drafter import draft_options
from planning.company import Company
from planning.constraints import find_constraints
from planning.lever_grid import (
    Setting,
    earned_by,
    every_setting,
    first_setting,
    keeps_floors,
    values_of,
)
from planning.levers import LockAgreed
from planning.scenario import DO_NOTHING, Scenario
from planning.solved import Solved, solve_scenario
from planning.supply.warm_start import Memory
from tests.planning.small_company import SITUATIONS, small_company

SHORT = {
    "short of resin": SITUATIONS["short of resin"],
    "short of both": SITUATIONS["short of both"],
    "hardly anything": small_company(resin=3_000, hours=12),
}


def grid(company: Company) -> list[Solved]:
    found, memory = find_constraints(company), Memory()
    settings = every_setting(first_setting(company, found), values_of(company, found))
    scenarios = [Scenario(key="g", name="", summary="", levers=one.levers) for one in settings]
    return [solve_scenario(company, one, memory=memory) for one in scenarios]


@pytest.mark.parametrize("name", SHORT)
def test_the_best_option_comes_near_the_best_there_is(name: str) -> None:
    company = SHORT[name]
    options = draft_options(company, find_constraints(company))
    best = max(earned_by(company, one.plan, one.metrics) for one in options)
    most = max(earned_by(company, one.plan, one.metrics) for one in grid(company))
    assert best[0] >= most[0]
    assert best[0] > most[0] or most[1] - best[1] <= abs(most[1]) * Decimal("0.05")


@pytest.mark.parametrize("name", SHORT)
def test_two_to_five_options_that_differ_begin_with_doing_nothing(name: str) -> None:
    company = SHORT[name]
    options = draft_options(company, find_constraints(company))
    assert 2 <= len(options) <= 5
    assert options[0].scenario.key == DO_NOTHING
    assert len({one.scenario.levers for one in options}) == len(options)
    assert len({one.scenario.key for one in options}) == len(options)


def test_the_grid_has_a_setting_for_every_lever_and_one_for_none() -> None:
    company = SHORT["short of resin"]
    found = find_constraints(company)
    values = values_of(company, found)
    assert set(values) == {"overtime", "expedite_share_pct", "prebuild_pct", "tiers", "floor_pct"}
    settings = list(every_setting(first_setting(company, found), values))
    assert len(settings) == 2 * 3 * 3 * 2 * 2
    assert settings[0].levers == (LockAgreed(),)
    assert Setting().levers == (LockAgreed(),)


def test_a_plan_that_breaks_a_contract_ranks_below_one_that_keeps_all() -> None:
    company = SHORT["hardly anything"]
    plans = [one.plan for one in grid(company)]
    assert {keeps_floors(company, plan) for plan in plans} == {False, True}
    dear = {"margin_after_cost_eur": Decimal(1)}
    ranked = sorted(plans, key=lambda plan: earned_by(company, plan, dear))
    assert not keeps_floors(company, ranked[0])
    assert keeps_floors(company, ranked[-1])
