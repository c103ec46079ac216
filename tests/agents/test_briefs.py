"""A brief is whole, survives its bytes, shows what was computed and lists what will execute."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from agents.briefs.executive_lock import executive_lock_brief
from agents.briefs.review import review_brief
from agents.briefs.snapshot import Reconciliation, Reviewed
from agents.briefs.trade_off import trade_off_brief
from agents.scenario_drafter import recommend
from gates.brief import Brief, Evidence, digest, freeze, thaw
from gates.follow_through import lock_effects, sets_off
from gates.gate import Verb
from planning.metrics import service_key
from planning.sold import sold_lines
from tests.planning.small_company import (
    SITUATIONS,
    halden,
    halden_constraints,
    halden_options,
    solved,
)

NOW = datetime(2026, 11, 5, 8, 40, tzinfo=UTC)
DUE = datetime(2026, 11, 6, 16, tzinfo=UTC)
PRIYA = Reviewed(
    name="Priya Nair",
    role="Chief financial officer",
    verb=Verb.DISSENT,
    choice="limit_promotion",
    reason="Ties up less cash.",
)


def snapshot(name: str = "Halden Foods") -> Reconciliation:
    company = SITUATIONS.get(name) or halden()
    found, options = (
        solved(company) if name in SITUATIONS else (halden_constraints(), halden_options())
    )
    return Reconciliation(
        company=company,
        cycle="November 2026",
        constraints=found,
        options=options,
        pick=recommend(company, options, found, today=date(2026, 10, 28)),
        now=NOW,
        due=DUE,
    )


def lock(given: Reconciliation, choice: str) -> Brief:
    return executive_lock_brief(given, choice=choice, chosen_by=("ines",), reason="Worth the cash.")


@pytest.mark.parametrize("name", ["Halden Foods", *SITUATIONS])
def test_every_brief_survives_its_bytes_and_is_drawn_for_every_option(name: str) -> None:
    given = snapshot(name)
    briefs = (
        review_brief(given),
        trade_off_brief(given),
        *(lock(given, one.scenario.key) for one in given.options),
    )
    for brief in briefs:
        assert thaw(freeze(brief)) == brief
        assert digest(thaw(freeze(brief))) == digest(brief)
        assert brief.pick is not None
        assert brief.pick.option in {one.key for one in brief.options}
        assert all(text for text in (brief.question, brief.subject, brief.why_now.observed))
        for option in brief.options:
            assert list(option.values) == [metric.key for metric in brief.metrics]
            assert [chart.key for chart in option.charts] == ["stock", "load", "service", "cash"]


def test_why_now_reads_as_the_story() -> None:
    why = trade_off_brief(snapshot()).why_now
    assert why.observed == (
        "Nordhavre needs six weeks, and oat syrup on hand and on order covers +7 %"
    )
    assert why.threshold == "+15 % forecast"


def test_the_stake_is_the_difference_to_doing_nothing() -> None:
    given = snapshot()
    early, idle = given.option("build_early"), given.option("do_nothing")
    margin = "margin_after_cost_eur"
    stake = trade_off_brief(given).stake
    assert stake.amount_eur == early.metrics[margin] - idle.metrics[margin]
    assert stake.headline == "€90k margin"


def test_values_are_in_the_unit_they_are_labelled_with() -> None:
    given = snapshot()
    brief = review_brief(given)
    early, shown = given.option("build_early"), brief.option("build_early").values
    units = {metric.key: metric.unit for metric in brief.metrics}
    assert units["units_sold_units"] == "k units"
    assert shown["units_sold_units"] * 1000 == early.metrics["units_sold_units"]
    assert units["revenue_eur"] == "€k"
    assert shown["revenue_eur"] * 1000 == early.metrics["revenue_eur"]
    assert shown[service_key("key")] == early.metrics[service_key("key")]
    assert [metric.key for metric in brief.metrics if metric.emphasis] == ["margin_after_cost_eur"]


def test_excluded_demand_is_shown_so_that_limiting_does_not_look_free() -> None:
    brief = review_brief(snapshot())
    assert brief.option("limit_promotion").values["excluded_units"] > 0


def test_charts_draw_the_plan() -> None:
    given = snapshot()
    early = given.option("build_early")
    stock, load, service, cash = trade_off_brief(given).option("build_early").charts
    bars = [early.plan.item(sku) for sku in halden().promotions[0].skus]
    assert [point.value for point in stock.points] == [
        (Decimal(sum(bar.stock_units[week] for bar in bars)) / 1000).quantize(Decimal("0.1"))
        for week in range(len(stock.points))
    ]
    assert (stock.label, load.label) == ("Oat Bars stock", "Line 4 load")
    overtime = [point.label for point in load.points if point.over]
    worked = early.plan.resource("LINE-4").overtime_hours
    assert len(overtime) == sum(hours > 0 for hours in worked) > 0
    assert [point.label for point in service.points] == ["T1", "T2", "T3"]
    assert not service.caption_is_bad
    peak = round(early.metrics["working_capital_peak_eur"] / 1000)
    assert max(point.value for point in cash.points) == peak
    assert cash.caption.startswith(f"{peak} in week ")


def test_a_tier_below_its_own_contract_is_marked_though_others_are_above_theirs() -> None:
    given = snapshot()
    lower = replace(
        given.option("lower_non_core"),
        metrics={**given.option("lower_non_core").metrics, service_key("convenience"): Decimal(70)},
    )
    options = tuple(lower if one.scenario.key == "lower_non_core" else one for one in given.options)
    brief = trade_off_brief(replace(given, options=options))
    service = brief.option("lower_non_core").charts[2]
    assert service.caption_is_bad
    assert service.caption == "Convenience below contract"


def test_silence_names_who_is_asked_and_when_in_the_companys_time() -> None:
    silence = trade_off_brief(snapshot()).silence
    assert silence.headline == "Escalates to Henrik Halden"
    assert "Fri 6 Nov 17:00" in silence.detail
    assert review_brief(snapshot()).silence.headline == "Escalates to Sofie Dahl"


def test_reviews_waivers_and_changes_are_shown_and_a_dissent_is_the_first_doubt() -> None:
    given = replace(
        snapshot(),
        reviews=(PRIYA,),
        waived=("Iberia: 1,240 against 980. “Listing won.”",),
        since=("Promotion uplift: +9 % → +15 %",),
    )
    brief = trade_off_brief(given)
    assert brief.pick is not None
    assert brief.pick.doubts[0] == (
        "Priya Nair, Chief financial officer, would take Limit promotion"
    )
    sections = {section.key: section.lines for section in brief.sections}
    assert sections["reviews"] == (
        f"{PRIYA.name}, {PRIYA.role}, dissents and would take Limit promotion: “{PRIYA.reason}”",
    )
    assert sections["waived"] == given.waived
    assert sections["since"] == given.since
    assert "waived" not in {section.key for section in trade_off_brief(snapshot()).sections}


def _money(brief: Brief) -> tuple[str, ...]:
    return next(section.lines for section in brief.sections if section.key == "money")


def test_what_cannot_all_be_kept_and_what_moved_against_the_last_plan_are_said() -> None:
    given = snapshot()
    idle = given.option("do_nothing")
    said = "Key accounts are promised 97%, while there are 80 hours: 1,200 units are missing"
    brief = trade_off_brief(
        replace(
            given,
            contradictions=(said,),
            last_plan=sold_lines(given.company, idle.plan),
        )
    )
    lines = {section.key: section.lines for section in brief.sections}
    assert lines["contradictions"] == (said,)
    (budget,) = _money(trade_off_brief(given))
    assert " above the budget: price +€" in budget
    (last,) = set(_money(brief)) - {budget}
    assert " above the last plan: volume +€" in last


def test_evidence_travels_unchanged() -> None:
    source = Evidence(says="+15 %", where="demand.xlsx", sender="Marta", at=NOW, sha256="ab" * 32)
    given = replace(snapshot(), evidence=(source,))
    for brief in (review_brief(given), trade_off_brief(given), lock(given, "mix")):
        assert brief.evidence == (source,)


def test_the_lock_lists_exactly_what_the_workflow_will_execute() -> None:
    given = snapshot()
    for option in given.options:
        brief = lock(given, option.scenario.key)
        effects = lock_effects(given.company, given.cycle, option, decided_on=given.decided_on)
        mine = tuple(item for item in brief.sets_off if item.option is None)
        assert mine == sets_off(given.company, effects)
        instead = {item.option for item in brief.sets_off} - {None, option.scenario.key}
        others = {one.scenario.key for one in given.options} - {option.scenario.key}
        assert instead == others, "what a lapsed condition would set off is listed too"


def test_the_trade_off_lists_per_option_what_locking_it_would_set_off() -> None:
    given = snapshot()
    brief = trade_off_brief(given)
    for option in given.options:
        effects = lock_effects(given.company, given.cycle, option, decided_on=given.decided_on)
        mine = [item for item in brief.sets_off if item.option == option.scenario.key]
        assert [item.text for item in mine if item.kind == "action"] == [
            action.title for action in effects.actions
        ]
        assert all(item.when.startswith("once locked") for item in mine)
    common = [item.kind for item in brief.sets_off if item.option is None]
    assert common == ["mail", "next"]


def test_who_chose_cannot_lock_and_is_quoted() -> None:
    brief = lock(replace(snapshot(), authors=("sofie",)), "build_early")
    assert (brief.authors, brief.recommenders) == (("sofie",), ("ines",))
    assert brief.question == "Lock the November 2026 plan with “Build early”?"
    assert brief.pick is not None
    assert brief.pick.because[0] == (
        "Ines Moreau, Chief operating officer, chose it: “Worth the cash.”"
    )


def test_a_choice_against_the_recommendation_says_so() -> None:
    brief = lock(snapshot(), "limit_promotion")
    assert brief.pick is not None
    assert brief.pick.option == "limit_promotion"
    assert "The recommendation was Build early, which earns €95k more" in brief.pick.doubts


def test_choosing_to_do_nothing_is_asked_for_what_it_is() -> None:
    brief = lock(snapshot(), "do_nothing")
    assert brief.question == "Leave November 2026 without a locked plan?"
    mine = [item.kind for item in brief.sets_off if item.option is None]
    assert mine == ["mail", "action"]


def test_with_nothing_short_the_lock_is_asked_without_a_trade_off() -> None:
    given = snapshot("nothing short")
    brief = executive_lock_brief(given, choice="as_agreed")
    assert brief.authors == ()
    assert brief.why_now.observed == "the agreed demand can be supplied in full"
    assert [item.text for item in brief.sets_off if item.kind == "lock"]
