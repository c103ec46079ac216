"""Plan against actual, and what a decision came to on the demand that came."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from planning import scoring
from planning.actuals import Actual, ActualKind
from planning.against_plan import (
    adherence_pct,
    asked_against_plan,
    bias_pct,
    drifts,
    made_against_plan,
    wape_pct,
)
from planning.company import Company
from planning.constraints import find_constraints
from planning.options import SolvedOption, solve_options
from planning.scoring import score
from planning.sheets.actuals import read_actuals, written_actuals
from planning.solved import Outcome, Solved, replay
from planning.standard_scenarios import standard_scenarios
from planning.supply.solver import NotSolved
from runtime.halden import halden_foods
from runtime.halden_weeks import Fate, World

WEEKS = 4


@pytest.fixture(scope="module")
def company() -> Company:
    return halden_foods()


@pytest.fixture(scope="module")
def options(company: Company) -> tuple[SolvedOption, ...]:
    scenarios = standard_scenarios(company, tuple(find_constraints(company)))
    wanted = [one for one in scenarios if one.key in {"do_nothing", "build_early"}]
    return solve_options(company, wanted)


def lived(company: Company, option: SolvedOption, **drift: int) -> list[Actual]:
    named = {family.replace("_", " "): pct for family, pct in drift.items()}
    world = World(company, option.plan, Fate(seed="7", drift_pct=named))
    return [one for _ in range(WEEKS) for one in world.live_week()]


def test_what_is_reported_is_read_as_it_was_written(
    company: Company, options: tuple[SolvedOption, ...]
) -> None:
    actuals = lived(company, options[1])
    codes = frozenset({one.code for one in actuals})
    read = read_actuals("actuals.csv", written_actuals(actuals), codes)
    assert read.problems == ()
    assert sorted(map(str, read.actuals)) == sorted(map(str, actuals))


@pytest.mark.parametrize(
    ("row", "column"),
    [
        pytest.param("soon,made,A,1", 1, id="no day"),
        pytest.param("2026-11-09,dreamt,A,1", 2, id="no kind"),
        pytest.param("2026-11-09,made,B,1", 3, id="unknown"),
        pytest.param("2026-11-09,made,A,-1", 4, id="negative"),
        pytest.param("2026-11-09,made,A,some", 4, id="no number"),
    ],
)
def test_what_cannot_be_taken_is_named_by_its_cell(row: str, column: int) -> None:
    content = f"week,kind,code,quantity\n2026-11-10,made,A,5\n{row}\n".encode()
    read = read_actuals("a.csv", content, frozenset({"A"}))
    (problem,) = read.problems
    assert (problem.cell.row, problem.cell.column) == (3, column)
    assert read.actuals == (
        Actual(week=date(2026, 11, 9), kind=ActualKind.MADE, code="A", quantity=5),
    )


def test_headings_are_asked_for() -> None:
    (problem,) = read_actuals("a.csv", b"one,two\n1,2\n", frozenset()).problems
    assert "quantity" in problem.wanted


def test_a_line_that_makes_less_shows_in_adherence(
    company: Company, options: tuple[SolvedOption, ...]
) -> None:
    kept = made_against_plan(options[1].plan, lived(company, options[1]))
    found = adherence_pct(kept)
    assert found is not None
    assert Decimal(97) <= found < Decimal(100)
    nothing = [replace(one, made=0) for one in kept]
    assert adherence_pct(nothing) == 0


def test_a_drift_is_its_family_s_alone(company: Company, options: tuple[SolvedOption, ...]) -> None:
    actuals = lived(company, options[1], Granola=110)
    (drift,) = drifts(company, options[1].plan, actuals, tolerance_pct=Decimal(5))
    assert drift.family == "Granola"
    assert round(drift.pct) == 110
    assert list(drifts(company, options[1].plan, actuals, tolerance_pct=Decimal(11))) == []
    asked = asked_against_plan(options[1].plan, actuals)
    bias, wape = bias_pct(asked), wape_pct(asked)
    assert bias is not None
    assert bias < 0, "too little was planned"
    assert wape == pytest.approx(-bias)


def test_a_decision_is_scored_with_what_the_others_would_have_come_to(
    company: Company, options: tuple[SolvedOption, ...]
) -> None:
    idle, early = options
    actuals = lived(company, early)
    good = score(company, options, early.scenario.key, actuals)
    assert good.weeks == WEEKS
    assert good.best == good.chosen
    assert good.regret_eur == 0
    assert good.chosen.actual_eur == pytest.approx(good.chosen.expected_eur, rel=Decimal("0.01"))
    poor = score(company, options, idle.scenario.key, actuals)
    assert poor.best is not None
    assert poor.best.key == early.scenario.key
    assert poor.regret_eur is not None
    assert poor.regret_eur > 0


@pytest.mark.parametrize("broken", ["do_nothing", "build_early"])
def test_an_option_no_plan_is_found_of_leaves_the_others_scored(
    company: Company,
    options: tuple[SolvedOption, ...],
    monkeypatch: pytest.MonkeyPatch,
    broken: str,
) -> None:
    """Where it is the choice itself, it is compared with nothing."""

    def refused(solved: Solved, **how: Any) -> Outcome:
        if solved.scenario.key == broken:
            raise NotSolved("Infeasible")
        return replay(solved, **how)

    monkeypatch.setattr(scoring, "replay", refused)
    found = score(company, options, "build_early", lived(company, options[1]))
    assert {one.key for one in found.options if one.actual_eur is None} == {broken}
    assert found.wape_pct is not None, "the forecast is scored all the same"
    if broken == "build_early":
        assert (found.best, found.regret_eur) == (None, None)
    else:
        assert found.best == found.chosen
        assert found.regret_eur == 0
