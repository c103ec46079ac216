"""What a person waits for in front of a page is solved well within the second it may take."""

from time import process_time
from typing import Any

from agents.supply_work import shortages, solved_options, tried_option
from planning.constraints import find_constraints
from planning.directory import write_company
from planning.lever_grid import MOST_SOLVES
from planning.options import restore_option
from planning.plain_values import plain
from planning.spreading import in_order
from planning.standard_scenarios import standard_scenarios
from runtime.halden import halden_foods
from runtime.trying import without_past

SECONDS = 0.3
"""Of the processor: about eight times what it takes."""


def test_a_changed_lever_of_halden_foods_is_solved_and_verified_at_once() -> None:
    company = halden_foods()
    files = without_past(write_company(company))
    baseline = {"lines": [plain(line) for line in company.forecast]}
    scenarios = standard_scenarios(company, find_constraints(company))
    for scenario in scenarios:
        if scenario.levers:
            began = process_time()
            kept = tried_option(files, baseline, plain(scenario))
            assert process_time() - began < SECONDS, scenario.key
            assert restore_option(company, kept).scenario == scenario


def test_drafting_tells_how_far_it_is_stage_by_stage() -> None:
    company = halden_foods()
    baseline = {"lines": [plain(line) for line in company.forecast]}
    told: list[tuple[str, str, int, int]] = []

    def tell(*said: Any) -> None:
        told.append(said)

    found = shortages(write_company(company), baseline, tell)
    assert found["constraints"][0]["key"] == "component:OAT-SYRUP"
    assert told == [("short", "", 0, 1)]
    solved = solved_options(write_company(company), baseline, (), in_order, tell)
    stages = list(dict.fromkeys(stage for stage, *_ in told))
    assert stages[:2] == ["short", "option"]
    assert stages[-1] == "range"
    begun = [(what, done, of) for stage, what, done, of in told if stage == "option"]
    names = [one["scenario"]["name"] for one in solved]
    assert begun[: len(names)] == [(name, at, len(names)) for at, name in enumerate(names)]
    tried = [(done, of) for stage, _, done, of in told if stage == "search"]
    assert tried == [(at, MOST_SOLVES) for at in range(len(tried))]
