"""The recommendation follows its rule, whichever option that favours, and says only what is so."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.scenario_drafter import draft_options, floors_missed, recommend
from gates.brief import Pick
from planning.options import SolvedOption
from planning.worth_offering import worth_offering
from tests.planning.small_company import (
    SITUATIONS,
    halden,
    halden_constraints,
    halden_options,
    solved,
)

IN_TIME = date(2026, 11, 5)
MARGIN, CASH = "margin_after_cost_eur", "working_capital_peak_eur"


def changed(option: SolvedOption, **metrics: Decimal) -> SolvedOption:
    return replace(option, metrics={**option.metrics, **metrics})


def picked(options: tuple[SolvedOption, ...], today: date = IN_TIME) -> Pick:
    return recommend(halden(), options, halden_constraints(), today=today)


def option(key: str) -> SolvedOption:
    return next(one for one in halden_options() if one.scenario.key == key)


def test_halden_is_told_to_build_early_and_why() -> None:
    pick = picked(halden_options())
    assert pick.option == "build_early"
    assert pick.because[0].startswith("Earns most: €90k over Do nothing, €23k over Mix")
    assert "Can be chosen until Fri 6 Nov" in pick.because
    assert any("more cash tied up" in doubt for doubt in pick.doubts)
    assert any("oat syrup comes after" in doubt for doubt in pick.doubts)


def test_after_its_day_the_next_best_is_recommended_and_the_missed_one_named() -> None:
    pick = picked(halden_options(), date(2026, 11, 9))
    assert pick.option == "lower_non_core"
    assert any("had to be chosen by Fri 6 Nov" in doubt for doubt in pick.doubts)
    assert "Serves Convenience only 79.2 % in the promotion weeks" in pick.doubts


def test_when_every_day_has_passed_only_doing_nothing_is_left() -> None:
    assert picked(halden_options(), date(2027, 1, 4)).option == "do_nothing"


def test_an_option_that_breaks_a_contract_is_passed_over_with_the_reason() -> None:
    strict = replace(
        halden(),
        tiers=tuple(
            replace(tier, service_floor_pct=Decimal(100)) if tier.code == "retail" else tier
            for tier in halden().tiers
        ),
    )
    rich = changed(option("do_nothing"), **{MARGIN: Decimal(99_000_000)})
    options = (rich, *halden_options()[1:])
    pick = recommend(strict, options, halden_constraints(), today=IN_TIME)
    assert pick.option == "build_early"
    assert any("misses the contractual floor of Retail" in doubt for doubt in pick.doubts)


def test_if_every_option_breaks_a_contract_the_best_is_recommended_with_that_doubt() -> None:
    options = (option("do_nothing"), option("lower_non_core"))
    floors = tuple(replace(tier, service_floor_pct=Decimal(100)) for tier in halden().tiers)
    strict = replace(halden(), tiers=floors)
    pick = recommend(strict, options, halden_constraints(), today=IN_TIME)
    assert pick.option == "lower_non_core"
    assert any("their contract says 100 %" in doubt for doubt in pick.doubts)


def test_equal_margins_go_to_less_cash_and_doing_nothing_comes_last() -> None:
    even = {MARGIN: Decimal(18_900_100)}
    early = changed(option("build_early"), **even, **{CASH: Decimal(500_000)})
    mix = changed(option("mix"), **even, **{CASH: Decimal(400_000)})
    assert picked((early, mix)).option == "mix"
    idle = changed(option("do_nothing"), **even, **{CASH: Decimal(400_000)})
    assert picked((idle, early, mix)).option == "mix"


@given(
    margins=st.lists(st.integers(1, 40_000_000), min_size=5, max_size=5),
    today=st.dates(date(2026, 11, 1), date(2026, 12, 20)),
)
def test_nothing_open_and_lawful_earns_a_thousand_more_than_the_pick(
    margins: list[int], today: date
) -> None:
    options = tuple(
        changed(one, **{MARGIN: Decimal(margin)})
        for one, margin in zip(halden_options(), margins, strict=True)
    )
    pick = picked(options, today)
    best = next(one for one in options if one.scenario.key == pick.option)
    assert best.choose_by is None or best.choose_by >= today
    for one in options:
        is_open = one.choose_by is None or one.choose_by >= today
        if is_open and not floors_missed(halden(), one):
            assert one.metrics[MARGIN] <= best.metrics[MARGIN] + 1000


@pytest.mark.parametrize("name", SITUATIONS)
def test_every_situation_gets_a_recommendation_among_its_options(name: str) -> None:
    company = SITUATIONS[name]
    found, options = solved(company)
    drafted = draft_options(company, found)
    worth = {one.scenario.key for one in worth_offering(company, options)}
    assert {one.scenario.key for one in drafted} <= worth | {"mix"}
    assert 2 <= len(drafted) <= 5
    pick = recommend(company, options, found, today=date(2026, 10, 28))
    assert pick.option in {one.scenario.key for one in options}
    assert pick.because


def test_with_nothing_short_the_agreed_plan_is_recommended() -> None:
    found, options = solved(SITUATIONS["nothing short"])
    pick = recommend(SITUATIONS["nothing short"], options, found, today=date(2026, 10, 28))
    assert pick.option == "as_agreed"


def test_money_in_the_reasons_is_the_options_own_difference() -> None:
    early = option("build_early").metrics[MARGIN]
    said = re.findall(r"€(\d+)k over ([^,]+)", picked(halden_options()).because[0])
    by_name = {one.scenario.name: one.metrics[MARGIN] for one in halden_options()}
    assert len(said) == 2
    for amount, name in said:
        assert int(amount) == round((early - by_name[name]) / 1000)
