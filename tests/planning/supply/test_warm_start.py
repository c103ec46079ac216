"""Where the solver begins changes how long it takes, and nothing of what a goal comes to."""

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from benchmarks.curve import drawn
from planning.rules import Allocation, Case, agreed_case
from planning.scenario import Scenario, case_of
from planning.supply.goals import beginning, goals_of
from planning.supply.model import build_model
from planning.supply.solve import solve_model
from planning.supply.warm_start import Memory
from tests.planning.small_company import SITUATIONS

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
    case = agreed_case(SITUATIONS["short of both"])
    shared = replace(case, rules=replace(case.rules, allocation=Allocation.FAIR_SHARE))
    memory = Memory()
    reached(case, memory)
    assert memory.recall(build_model(case)) is not None
    assert memory.recall(build_model(shared)) is None
    reached(shared, memory)
    assert memory.recall(build_model(shared)) is not None


def test_a_shared_plan_begins_with_all_its_goals_and_a_ranked_one_with_money() -> None:
    case = agreed_case(SITUATIONS["short of both"])
    shared = replace(case, rules=replace(case.rules, allocation=Allocation.FAIR_SHARE))
    ranked = goals_of(case, build_model(case))
    assert beginning(ranked) is ranked[-1].terms
    goals = goals_of(shared, build_model(shared))
    begun = set(beginning(goals).columns.tolist())
    assert all(set(goal.terms.columns.tolist()) <= begun for goal in goals)


def test_the_curve_is_a_picture_with_a_line_for_each_way() -> None:
    ways = {"bare": [(24, 0.03), (500, 3.1)], "ours": [(24, 0.05), (500, 3.3)]}
    root = ET.fromstring(drawn("Seconds", ways, across="items", up="seconds"))
    kind = "{http://www.w3.org/2000/svg}"
    assert len(root.findall(f"{kind}polyline")) == 2
    said = {one.text for one in root.findall(f"{kind}text")}
    assert {"bare", "ours", "100", "0.01", "items", "seconds"} <= said
