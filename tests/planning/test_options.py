"""Options are solved, dated, kept as JSON without loss, and say what they rest on."""

import json
import pickle
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from gates.canonical import canonical_json, sha256
from planning.company import Company
from planning.demand import agreed_demand, total_units, with_uplift, without_uplift
from planning.levers import LEVERS, LimitPromotion
from planning.metrics import metrics_of
from planning.options import SolvedOption, option_content, restore_option, solve_options
from planning.rules import agreed_case
from planning.scenario import case_of
from planning.solved import replay, solve_scenario
from planning.standard_scenarios import standard_scenarios
from planning.supply.solve import solve_case
from planning.supply.verification import verify
from tests.planning.small_company import (
    SITUATIONS,
    halden,
    halden_constraints,
    halden_options,
    small_company,
    solved,
)


def option(key: str) -> SolvedOption:
    return next(one for one in halden_options() if one.scenario.key == key)


def test_halden_gets_the_five_options_with_the_baseline_first() -> None:
    assert [one.scenario.key for one in halden_options()] == [
        "do_nothing",
        "limit_promotion",
        "build_early",
        "lower_non_core",
        "mix",
    ]


def test_building_early_loses_nothing_and_earns_more_after_its_cost() -> None:
    early, idle = option("build_early"), option("do_nothing")
    assert early.metrics["lost_units"] == 0
    assert early.metrics["extra_cost_eur"] > idle.metrics["extra_cost_eur"]
    assert early.metrics["margin_after_cost_eur"] > idle.metrics["margin_after_cost_eur"]


def test_an_option_that_begins_before_the_promotion_must_be_chosen_before_it_begins() -> None:
    lower = option("lower_non_core")
    first = lower.plan.first_short()
    assert first is not None
    assert lower.choose_by is not None
    assert (first - lower.choose_by).days >= 7
    assert option("build_early").choose_by == date(2026, 11, 6)
    assert option("do_nothing").choose_by is None


@pytest.mark.parametrize("name", SITUATIONS)
def test_every_plan_shown_is_verified_and_has_every_metric(name: str) -> None:
    company = SITUATIONS[name]
    for one in solved(company)[1]:
        assert verify(case_of(company, one.scenario), one.plan) == ()
        assert list(one.metrics) == [metric.key for metric in metrics_of(company)]


@pytest.mark.parametrize("name", [*SITUATIONS, "Halden Foods"])
def test_an_option_survives_json_and_keeps_its_digest(name: str) -> None:
    company = SITUATIONS.get(name) or halden()
    options = solved(company)[1] if name in SITUATIONS else halden_options()
    for one in options:
        content = option_content(company, one)
        kept = json.loads(json.dumps(content))
        assert restore_option(company, kept) == one
        again = option_content(company, restore_option(company, kept))
        assert sha256(canonical_json(again)) == sha256(canonical_json(content))


def test_tables_hold_a_number_a_week_and_families_sum_their_items() -> None:
    tables = option_content(halden(), option("build_early"))["tables"]
    titles = [table["title"] for table in tables]
    assert "Production" in titles
    assert "Lost sales" not in titles
    for table in tables:
        assert all(len(row["values"]) == len(table["weeks"]) for row in table["rows"])
    made = next(table for table in tables if table["title"] == "Production")["rows"]
    bars = [row["values"] for row in made if row["label"].startswith("Oat Bar ")]
    (total,) = [row["values"] for row in made if row["label"] == "Oat Bars"]
    assert list(total) == [sum(week) for week in zip(*bars, strict=True)]


def test_lost_sales_are_shown_where_there_are_any() -> None:
    tables = option_content(halden(), option("do_nothing"))["tables"]
    (lost,) = [table for table in tables if table["title"] == "Lost sales"]
    totals = [sum(row["values"]) for row in lost["rows"] if row["kind"] == "total"]
    assert sum(totals) == option("do_nothing").metrics["lost_units"]


def test_what_a_child_process_needs_can_be_pickled() -> None:
    sent = (solve_options, halden(), standard_scenarios(halden(), halden_constraints()))
    assert pickle.loads(pickle.dumps(sent))[1:] == sent[1:]
    assert pickle.loads(pickle.dumps(halden_options())) == halden_options()


def test_solving_says_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    solve_case(agreed_case(small_company(resin=8_000)))
    assert capfd.readouterr() == ("", "")


def test_the_day_after_which_units_are_lost_is_found_by_delivering_late() -> None:
    early = option("build_early")
    assert "comes after the week of Mon 14 Dec" in early.breaks_if
    one = solve_scenario(halden(), early.scenario)
    lost = [
        replay(one, company=halden(), demand=one.case.demand, delay_weeks=weeks).lost_units
        for weeks in (0, 2, 3)
    ]
    assert lost[0] < 50
    assert lost[1] < 50
    assert lost[2] > 10_000


@pytest.mark.parametrize(("uplift_pct", "early_wins"), [(9, False), (10, True)])
def test_the_uplift_below_which_doing_nothing_earns_more(
    uplift_pct: int, *, early_wins: bool
) -> None:
    assert "the uplift is 9 % or less (Do nothing earns more)" in option("build_early").breaks_if
    world = with_uplift(halden(), "OAT-DEC", Decimal(uplift_pct))
    demand = agreed_demand(world)
    earned = [
        replay(
            solve_scenario(halden(), option(key).scenario), company=world, demand=demand
        ).margin_eur
        for key in ("build_early", "do_nothing")
    ]
    assert (earned[0] > earned[1]) is early_wins


def test_a_changed_uplift_changes_the_promotion_and_nothing_else() -> None:
    world = with_uplift(halden(), "OAT-DEC", Decimal(30))
    before = without_uplift(agreed_demand(halden()), halden())
    after = without_uplift(agreed_demand(world), world)
    assert abs(total_units(before) - total_units(after)) < 1000
    uplift = total_units(agreed_demand(halden())) - total_units(before)
    doubled = total_units(agreed_demand(world)) - total_units(after)
    assert doubled == pytest.approx(2 * uplift, rel=0.01)


def test_limiting_the_promotion_rests_on_the_others_not_asking() -> None:
    said = option("limit_promotion").breaks_if
    assert "uplift of Retail and Convenience is ordered all the same" in said


def test_doing_nothing_rests_on_nothing() -> None:
    assert option("do_nothing").breaks_if == ""


def test_with_nothing_short_the_agreed_plan_is_all_there_is_to_lock() -> None:
    keys = [one.scenario.key for one in solved(SITUATIONS["nothing short"])[1]]
    assert keys == ["do_nothing", "as_agreed"]


@pytest.mark.parametrize("name", SITUATIONS)
def test_scenarios_fit_the_company(name: str) -> None:
    company = SITUATIONS[name]
    for one in solved(company)[1]:
        for lever in one.scenario.levers:
            assert type(lever) in LEVERS.values()
            if isinstance(lever, LimitPromotion):
                assert len(company.tiers) > 1
                assert company.promotions
        assert "promotion" not in one.scenario.summary or company.promotions


def test_non_core_items_are_counted_where_they_share_what_is_short() -> None:
    assert "from six non-core items" in option("lower_non_core").scenario.summary


def test_a_shipment_never_exceeds_what_is_asked_for() -> None:
    """A week's fraction and the solver's tolerance once rounded up to a unit too many."""
    company: Company = SITUATIONS["one tier"]
    case = agreed_case(company)
    plain = replace(case, demand=without_uplift(case.demand, company))
    assert verify(plain, solve_case(plain)) == ()
