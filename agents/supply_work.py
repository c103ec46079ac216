"""What a cycle computes apart: shortages and solved options of a frozen baseline, as plain JSON."""

from typing import Any

from agents.scenario_drafter import draft_options
from planning.amending import Locked, amended
from planning.baseline import restore_baseline
from planning.company import Company
from planning.company_records import PastForecast
from planning.constraints import constraint_content, find_constraints
from planning.contradictions import contradictions
from planning.directory import read_company
from planning.options import (
    option_content,
    restore_option,
    solve_alone,
    solve_option,
    solve_options,
)
from planning.plain_values import plain, restore
from planning.ranging import with_ranges
from planning.rules import agreed_case
from planning.scenario import Scenario
from planning.spreading import Spread, in_order
from planning.telling import Stage, Tell, to_nobody


def shortages(
    files: dict[str, str], baseline: dict[str, Any], tell: Tell = to_nobody
) -> dict[str, list[dict[str, Any]]]:
    """What the baseline is short of under normal supply, and the promises it can't all keep."""
    tell(Stage.SHORT, "", 0, 1)
    return _short(restore_baseline(read_company(files), baseline))


def _short(company: Company) -> dict[str, list[dict[str, Any]]]:
    return {
        "constraints": [constraint_content(found) for found in find_constraints(company)],
        "contradictions": [plain(one) for one in contradictions(agreed_case(company))],
    }


def solved_options(
    files: dict[str, str],
    baseline: dict[str, Any],
    past: tuple[PastForecast, ...] = (),
    spread: Spread = in_order,
    tell: Tell = to_nobody,
) -> list[dict[str, Any]]:
    """The options the shortages call for, each solved and verified, as `option_content`.

    `past` is what was forecast in earlier cycles: it says how far off this forecast may be.
    """
    company = restore_baseline(read_company(files), baseline)
    tell(Stage.SHORT, "", 0, 1)
    options = draft_options(company, find_constraints(company), tell=tell, spread=spread)
    tell(Stage.RANGE, "", 0, 1)
    return [option_content(company, option) for option in with_ranges(company, options, more=past)]


def changed_option(
    files: dict[str, str],
    baseline: dict[str, Any],
    scenario: dict[str, Any],
    others: list[dict[str, Any]],
    past: tuple[PastForecast, ...] = (),
) -> dict[str, Any]:
    """An option that somebody changed, solved and verified beside the drafted ones.

    `others` are theirs, as `option_content`.
    """
    company = restore_baseline(read_company(files), baseline)
    beside = [restore_option(company, one) for one in others]
    own = solve_option(company, restore(Scenario, scenario), beside)
    return option_content(company, with_ranges(company, [*beside, own], more=past)[-1])


def tried_option(
    files: dict[str, str], baseline: dict[str, Any], scenario: dict[str, Any]
) -> dict[str, Any]:
    """An option that somebody tries, solved and verified; what breaks it is left for later."""
    company = restore_baseline(read_company(files), baseline)
    return option_content(company, solve_alone(company, restore(Scenario, scenario)))


def amended_plan(
    files: dict[str, str], baseline: dict[str, Any], locked: dict[str, Any], suffix: str
) -> list[dict[str, Any]]:
    """A locked plan kept, and the least disturbed one, on the data as it is now."""
    company = restore_baseline(read_company(files), baseline)
    options = amended(company, restore(Locked, locked), suffix)
    return [option_content(company, option) for option in options]


def solved_again(
    files: dict[str, str],
    baseline: dict[str, Any],
    scenarios: list[dict[str, Any]],
    past: tuple[PastForecast, ...] = (),
) -> dict[str, list[dict[str, Any]]]:
    """The same scenarios and the shortages, on the data as it is now."""
    company = restore_baseline(read_company(files), baseline)
    again = solve_options(company, [restore(Scenario, scenario) for scenario in scenarios])
    options = with_ranges(company, again, more=past)
    return {
        **_short(company),
        "options": [option_content(company, option) for option in options],
    }
