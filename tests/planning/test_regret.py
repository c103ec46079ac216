"""Regret taken apart: the parts add up, and each is the part it is called."""

import json
from dataclasses import asdict, replace
from decimal import Decimal
from pathlib import Path

import pytest

from evals.regretting import DECISION, plain_decision, plain_regret, regret_of
from planning.actuals import Actual
from planning.company import Company
from planning.constraints import find_constraints
from planning.directory import write_company
from planning.option_quality import is_dominated, option_quality
from planning.options import SolvedOption, option_content, solve_options
from planning.regret import regret
from planning.scoring import score
from planning.solved import MARGIN
from planning.standard_scenarios import standard_scenarios
from runtime.halden import halden_foods
from runtime.halden_weeks import Fate, World

EARLY, NOTHING = "build_early", "do_nothing"


@pytest.fixture(scope="module")
def company() -> Company:
    return halden_foods()


@pytest.fixture(scope="module")
def options(company: Company) -> tuple[SolvedOption, ...]:
    scenarios = standard_scenarios(company, tuple(find_constraints(company)))
    return solve_options(company, [one for one in scenarios if one.key in {NOTHING, EARLY}])


def lived(company: Company, option: SolvedOption, **drift: int) -> list[Actual]:
    named = {family.replace("_", " "): pct for family, pct in drift.items()}
    world = World(company, option.plan, Fate(seed="7", drift_pct=named))
    return [one for _ in range(4) for one in world.live_week()]


def test_the_parts_add_up_and_a_worse_choice_is_the_persons(
    company: Company, options: tuple[SolvedOption, ...]
) -> None:
    actuals = lived(company, options[1])
    found = regret(company, find_constraints(company), options, NOTHING, actuals)
    parts = found.information_eur + found.drafting_eur + found.choice_eur
    assert parts == found.regret_eur > 0
    scored = score(company, options, NOTHING, actuals)
    assert found.choice_eur == scored.regret_eur
    assert found.choice_eur > Decimal(10_000)
    assert regret(company, find_constraints(company), options, EARLY, actuals).choice_eur == 0


def test_what_was_not_offered_is_the_drafters(
    company: Company, options: tuple[SolvedOption, ...]
) -> None:
    """Only doing nothing is offered: the person had no choice, the agents answer for it."""
    actuals = lived(company, options[1])
    found = regret(company, find_constraints(company), options[:1], NOTHING, actuals)
    assert found.choice_eur == 0
    assert found.drafting_eur > Decimal(10_000)


def test_it_is_computed_from_what_is_sealed_with_a_recording(
    company: Company, options: tuple[SolvedOption, ...], tmp_path: Path
) -> None:
    assert regret_of(tmp_path) is None, "nothing was locked, or nobody said what happened"
    actuals = tuple(lived(company, options[1]))
    lines = [{**asdict(one), "month": one.month.isoformat()} for one in company.forecast]
    contents = [option_content(company, one) for one in options]
    said = plain_decision(write_company(company), {"lines": lines}, contents, NOTHING, actuals)
    (tmp_path / "sealed").mkdir()
    (tmp_path / "sealed" / DECISION).write_text(json.dumps(said), encoding="utf-8")
    expected = regret(company, find_constraints(company), options, NOTHING, actuals)
    found = regret_of(tmp_path)
    assert found is not None
    assert plain_regret(found) == plain_regret(expected)


def test_an_option_that_earns_most_has_no_gap_and_the_one_that_was_chosen_is_a_hit(
    company: Company, options: tuple[SolvedOption, ...]
) -> None:
    nothing, early = (
        next(one for one in options if one.scenario.key == key) for key in (NOTHING, EARLY)
    )
    both = option_quality(company, options, early, early)
    assert (both.gap, both.nearest, both.hit, both.feasible) == (0, 0, True, 1)
    assert both.distinct > 0
    less = option_quality(company, [nothing], early, early)
    worse = (early.metrics[MARGIN] - nothing.metrics[MARGIN]) / early.metrics[MARGIN]
    assert less.gap == pytest.approx(float(worse))
    assert less.gap > 0
    assert less.nearest == pytest.approx(both.distinct, rel=0.1)
    assert less.distinct == 0
    assert not less.dominated


def test_an_option_another_is_no_worse_than_in_anything_is_dominated(
    company: Company, options: tuple[SolvedOption, ...]
) -> None:
    (one, *_others) = options
    poorer = replace(one, metrics=one.metrics | {MARGIN: one.metrics[MARGIN] - 1})
    assert is_dominated(company, poorer, [one, poorer])
    assert not is_dominated(company, one, [one, poorer])
    assert not is_dominated(company, one, [one, replace(one)]), "the same is no better"
