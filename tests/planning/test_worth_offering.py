"""Options that another beats in everything, or that are near-copies, aren't offered."""

from dataclasses import replace
from decimal import Decimal

import pytest

from planning.options import SolvedOption
from planning.scenario import DO_NOTHING
from planning.worth_offering import worth_offering
from tests.planning.small_company import SITUATIONS, halden, halden_options, solved

MARGIN, CASH = "margin_after_cost_eur", "working_capital_peak_eur"


def option(key: str) -> SolvedOption:
    return next(one for one in halden_options() if one.scenario.key == key)


def named(key: str, of: SolvedOption, **more: Decimal | int) -> SolvedOption:
    """Another option with the same plan, whose measures are those plus something."""
    metrics = of.metrics | {name: of.metrics[name] + change for name, change in more.items()}
    return replace(of, scenario=replace(of.scenario, key=key), metrics=metrics)


def offered(*options: SolvedOption) -> list[str]:
    return [one.scenario.key for one in worth_offering(halden(), options)]


def test_what_differs_is_offered_in_its_order() -> None:
    assert offered(*halden_options()) == [one.scenario.key for one in halden_options()]


def test_what_another_beats_in_everything_is_left_out() -> None:
    early = option("build_early")
    worse = named("worse", early, **{MARGIN: -200_000})
    assert offered(*halden_options(), worse) == [one.scenario.key for one in halden_options()]


def test_what_is_better_in_one_thing_people_choose_by_is_offered() -> None:
    early = option("build_early")
    leaner = named("leaner", early, **{MARGIN: -200_000, CASH: -50_000})
    assert "leaner" in offered(*halden_options(), leaner)


def test_of_near_copies_the_better_is_offered() -> None:
    early = option("build_early")
    twin = named("twin", early, **{MARGIN: 2_000, CASH: 500})
    keys = offered(*halden_options(), twin)
    assert "twin" in keys
    assert "build_early" not in keys


def test_doing_nothing_and_the_best_beside_it_are_always_offered() -> None:
    """Even where doing nothing is better in everything, or the same."""
    idle = option(DO_NOTHING)
    worse = [named(f"worse {by}", idle, **{MARGIN: -100_000 * by}) for by in (2, 1)]
    assert offered(idle, *worse) == [DO_NOTHING, "worse 1"]
    assert offered(idle, named("same", idle)) == [DO_NOTHING, "same"]


@pytest.mark.parametrize("name", SITUATIONS)
def test_what_is_offered_is_worth_offering(name: str) -> None:
    """Among what is left there is nothing more to leave out, and the best is there."""
    company, (_, options) = SITUATIONS[name], solved(SITUATIONS[name])
    kept = worth_offering(company, options)
    assert worth_offering(company, kept) == kept
    assert 2 <= len(kept) <= 5
    assert max(one.metrics[MARGIN] for one in kept) == max(one.metrics[MARGIN] for one in options)
