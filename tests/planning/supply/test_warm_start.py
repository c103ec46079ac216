"""Where the solver begins changes how long it takes, and nothing of what a goal comes to."""

from dataclasses import replace
from xml.etree import ElementTree as ET

import highspy
import numpy as np
import pytest
from hypothesis import given, settings

from benchmarks.curve import drawn
from planning.rules import Allocation, Case, agreed_case
from planning.scenario import Scenario, case_of
from planning.supply.goals import beginning, goals_of
from planning.supply.model import build_model
from planning.supply.solve import solve_model
from planning.supply.solver import loaded
from planning.supply.warm_start import Memory
from tests.planning.small_company import SITUATIONS
from tests.wide_company import wide_cases

DO_NOTHING = Scenario(key="do_nothing", name="", summary="", levers=())


def reached(case: Case, memory: Memory | None = None) -> dict[str, float]:
    model = build_model(case)
    return solve_model(model, goals_of(case, model), memory=memory).goals


@pytest.mark.parametrize("name", SITUATIONS)
@pytest.mark.parametrize("allocation", Allocation)
def test_every_goal_comes_to_the_same_from_wherever_it_began(
    name: str, allocation: Allocation
) -> None:
    """After plans of both kinds, in one memory."""
    company = SITUATIONS[name]
    memory = Memory()
    nothing = case_of(company, DO_NOTHING, memory=memory)
    reached(nothing, memory)
    case = agreed_case(company)
    case = replace(case, rules=replace(case.rules, allocation=allocation))
    cold, warm = reached(case), reached(case, memory)
    assert warm == pytest.approx(cold, abs=1e-4)


def test_shared_and_ranked_plans_are_remembered_apart() -> None:
    """The first of a kind begins where the last of the other kind did."""
    case = agreed_case(SITUATIONS["short of both"])
    shared = replace(case, rules=replace(case.rules, allocation=Allocation.FAIR_SHARE))
    memory = Memory()
    assert memory.recall(build_model(shared)) is None
    reached(case, memory)
    assert memory.recall(build_model(shared)) is not None
    reached(shared, memory)
    assert set(memory.kept) == {True, False}


@pytest.mark.parametrize("allocation", Allocation)
def test_a_plan_begins_with_all_its_goals_the_earlier_ones_weighing_more(
    allocation: Allocation,
) -> None:
    case = agreed_case(SITUATIONS["short of both"])
    case = replace(case, rules=replace(case.rules, allocation=allocation))
    goals = goals_of(case, build_model(case))
    begun = set(beginning(goals).columns.tolist())
    assert all(set(goal.terms.columns.tolist()) <= begun for goal in goals)


@given(case=wide_cases())
@settings(max_examples=40, deadline=None)
def test_the_corner_the_goals_are_proven_at_is_the_best_there_is(case: Case) -> None:
    """Against HiGHS alone, goal by goal from nothing, each kept by a row of its own."""
    model = build_model(case)
    if len(model.whole):
        return
    goals, highs = goals_of(case, model), loaded(model)
    found = solve_model(model, goals)
    every = np.arange(model.layout.count, dtype=np.int32)
    for goal in goals:
        costs = np.zeros(model.layout.count)
        np.add.at(costs, goal.terms.columns, goal.terms.costs)
        highs.changeColsCost(len(every), every, costs)
        highs.run()
        reached = float(highs.getInfo().objective_function_value)
        assert found.goals[goal.name] == pytest.approx(reached, abs=2e-3)
        own = np.nonzero(costs)[0].astype(np.int32)
        highs.addRow(-highspy.kHighsInf, reached + 1e-7, len(own), own, costs[own])
    below = model.rows.lower - 1e-6
    above = model.rows.upper + 1e-6
    at = np.repeat(np.arange(len(below)), np.diff(model.rows.starts))
    comes_to = np.bincount(
        at, weights=model.rows.values * found.values[model.rows.columns], minlength=len(below)
    )
    assert ((below <= comes_to) & (comes_to <= above)).all()


def test_the_curve_is_a_picture_with_a_line_for_each_way() -> None:
    ways = {"bare": [(24, 0.03), (500, 3.1)], "ours": [(24, 0.05), (500, 3.3)]}
    root = ET.fromstring(drawn("Seconds", ways, across="items", up="seconds"))
    kind = "{http://www.w3.org/2000/svg}"
    assert len(root.findall(f"{kind}polyline")) == 2
    said = {one.text for one in root.findall(f"{kind}text")}
    assert {"bare", "ours", "100", "0.01", "items", "seconds"} <= said
