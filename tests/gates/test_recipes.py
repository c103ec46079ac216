"""Every option sets off owned, dated, closable actions in an order that can be worked."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gates.canonical import canonical_json
from gates.evidence import (
    Evidence,
    EvidenceKind,
    is_done,
    plain_predicate,
    restore_predicate,
)
from gates.follow_through import lock_effects, review_effects, sets_off, trade_off_effects
from gates.planned_action import PlannedAction
from gates.recipes import RECIPES, actions_for
from planning.calendar_weeks import is_working_day
from planning.company import Company
from planning.levers import LEVERS
from planning.options import SolvedOption
from planning.responsible import NobodyToAsk
from tests.planning.small_company import SITUATIONS, halden, halden_options, person, solved

THURSDAY = date(2026, 11, 5)
EARLY = "build_early"


def option(key: str) -> SolvedOption:
    return next(one for one in halden_options() if one.scenario.key == key)


def actions(key: str, decided_on: date = THURSDAY) -> dict[str, PlannedAction]:
    found = actions_for(halden(), option(key), decided_on=decided_on)
    return {action.key: action for action in found}


def are_workable(company: Company, found: tuple[PlannedAction, ...], decided_on: date) -> None:
    assert found
    by_key = {action.key: action for action in found}
    assert len(by_key) == len(found)
    for action in found:
        assert action.owner in {one.key for one in company.people}
        assert action.due > decided_on
        assert is_working_day(action.due, company.closed_days)
        assert action.title
        assert action.deliverable
        assert action.commits
        assert restore_predicate(plain_predicate(action.done_when)) == action.done_when
        assert canonical_json(plain_predicate(action.done_when))
        for needed in action.depends_on:
            assert by_key[needed].due < action.due


def test_every_lever_has_a_recipe() -> None:
    assert set(RECIPES) == set(LEVERS.values())


@settings(max_examples=30, deadline=None)
@given(decided_on=st.dates(date(2026, 10, 1), date(2027, 2, 28)))
def test_actions_can_be_worked_whenever_the_decision_comes(decided_on: date) -> None:
    for one in halden_options():
        found = actions_for(halden(), one, decided_on=decided_on)
        are_workable(halden(), found, decided_on)


@pytest.mark.parametrize("name", SITUATIONS)
def test_every_option_of_other_companies_sets_off_actions(name: str) -> None:
    company = SITUATIONS[name]
    for one in solved(company)[1]:
        found = actions_for(company, one, decided_on=date(2026, 10, 28))
        are_workable(company, found, date(2026, 10, 28))


def test_building_early_runs_from_procurement_over_the_plant_to_finance() -> None:
    found = actions(EARLY)
    assert [found[key].owner for key in found] == ["tomas", "aino", "jonas", "priya", "marta"]
    confirm = found["confirm-oat-syrup-2026-11-30"]
    schedule = found["reschedule-early-build"]
    roster = found["roster-line-4"]
    assert confirm.due == date(2026, 11, 6)
    assert schedule.depends_on == (confirm.key,)
    assert roster.depends_on == (schedule.key,)
    assert found["validate-margin"].depends_on == (schedule.key, roster.key)


def test_the_confirmation_closes_on_the_plans_quantity_by_the_day_it_is_needed() -> None:
    needed = sum(option(EARLY).plan.component("OAT-SYRUP").expedited)
    predicate = actions(EARLY)["confirm-oat-syrup-2026-11-30"].done_when

    def confirmed(quantity: int, by: date) -> bool:
        evidence = Evidence(
            kind=EvidenceKind.CONFIRMED_QUANTITY,
            by_person="tomas",
            source="message:1",
            quantity=Decimal(quantity),
            by=by,
        )
        return is_done(predicate, evidence).done

    assert confirmed(needed, date(2026, 11, 30))
    assert not confirmed(needed - 1, date(2026, 11, 30))
    assert not confirmed(needed, date(2026, 12, 1))


def test_finance_can_sign_the_planned_extra_cost_and_not_much_more() -> None:
    most = actions(EARLY)["validate-margin"].done_when.at_most
    planned = option(EARLY).metrics["extra_cost_eur"]
    assert most is not None
    assert planned <= most < planned + 100


def test_every_delivery_is_confirmed_for_itself() -> None:
    expedited = [n for n in option("mix").plan.component("OAT-SYRUP").expedited if n]
    confirmed = [a for key, a in actions("mix").items() if key.startswith("confirm-")]
    assert [action.done_when.at_least for action in confirmed] == expedited
    assert len(confirmed) > 1


def test_limiting_the_promotion_tells_the_accounts_two_weeks_ahead() -> None:
    tell = actions("limit_promotion")["tell-accounts-promotion"]
    assert tell.due == date(2026, 11, 20)
    assert "Retail and Convenience" in tell.title
    assert "Key accounts" not in tell.title


def test_doing_nothing_is_watched_before_the_first_loss() -> None:
    (watch,) = actions("do_nothing").values()
    first = option("do_nothing").plan.first_short()
    assert first is not None
    assert watch.due < first
    assert watch.owner == "sofie"
    assert f"{option('do_nothing').metrics['lost_units']:,}" in watch.commits


def test_a_missing_role_is_stood_in_for_and_nobody_at_all_is_an_error() -> None:
    alone = replace(halden(), people=(person("solo", "coo"),))
    found = actions_for(alone, option(EARLY), decided_on=THURSDAY)
    assert {action.owner for action in found} == {"solo"}
    with pytest.raises(NobodyToAsk):
        actions_for(replace(halden(), people=()), option(EARLY), decided_on=THURSDAY)


def test_what_is_listed_is_what_executes() -> None:
    effects = lock_effects(halden(), "November 2026", option(EARLY), decided_on=THURSDAY)
    listed = sets_off(halden(), effects)
    names = {one.key: one.name for one in halden().people}
    assert [(one.text, one.who) for one in listed if one.kind == "mail"] == [
        (mail.subject, names[mail.to]) for mail in effects.mails
    ]
    assert [one.text for one in listed if one.kind == "action"] == [
        action.title for action in effects.actions
    ]
    locked = [one.text for one in listed if one.kind == "lock"]
    assert any(str(len(effects.commitments)) in text for text in locked)


def test_only_owners_whose_turn_it_is_are_written_to() -> None:
    effects = lock_effects(halden(), "November 2026", option(EARLY), decided_on=THURSDAY)
    asked = {mail.about for mail in effects.mails if mail.template == "action_assigned"}
    assert asked == {action.key for action in effects.actions if not action.depends_on}
    told = [mail.to for mail in effects.mails if mail.template == "cycle_published"]
    assert len(told) == len(set(told))
    assert {"henrik", "ines", "marta", "tomas", "aino"} <= set(told)
    assert "erik" not in told


def test_doing_nothing_locks_and_promises_nothing() -> None:
    effects = lock_effects(halden(), "November 2026", option("do_nothing"), decided_on=THURSDAY)
    assert effects.locks is None
    assert effects.commitments == ()
    assert [mail.template for mail in effects.mails] == ["action_assigned"]


def test_reviews_lead_to_the_trade_off_and_that_to_the_lock() -> None:
    assert review_effects(halden()).next_gate == "trade_off"
    assert [mail.to for mail in review_effects(halden()).mails] == ["ines"]
    assert trade_off_effects(halden()).next_gate == "executive_lock"
    assert [mail.to for mail in trade_off_effects(halden()).mails] == ["henrik"]
    (following,) = [
        one for one in sets_off(halden(), review_effects(halden())) if one.kind == "next"
    ]
    assert following.who == "asked of Ines Moreau"
