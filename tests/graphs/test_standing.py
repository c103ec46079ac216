"""What is signed stands while what it rests on holds: conditions, premises, moved facts."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import text, update

from gates.conditions import ConditionState, Wish
from gates.errors import LookedAtAgain
from gates.gate import Verb
from gates.materiality import Tolerances
from gates.playbook import Playbook, plain, version
from planning.company import Company
from planning.directory import read_company, write_company
from runtime.loading import load_files
from store import asked_requests, cycles
from store.tables.actions import ActionRow
from store.tables.cycles import CaseRow, CycleRow, PlaybookRow
from store.tables.effects import EffectRow
from store.tables.gates import DecisionRow, RequestRow
from store.tables.people import AuthorityRow
from store.tables.plans import PlanVersionRow, ScenarioRow
from store.tables.standing import ChangeRow, ConditionRow, PremiseRow
from tests.graphs.test_cycle import proofs
from tests.living import Living

At = Callable[[str], Living]
USUAL, STRICT = Playbook(), Playbook(tolerances=Tolerances(by_kind={}))
SYRUP = "build_early/confirm-oat-syrup-2026-11-30"


def company(life: Living) -> Company:
    with life.office.sessions(life.company_id) as session:
        return read_company(cycles.company_files(session, life.company_id))


def load(life: Living, changed: Company) -> None:
    load_files(life.office, write_company(changed))
    life.settle()


def kinds(life: Living, who: str) -> list[str]:
    return [mail.kind for mail in life.mails(who)]


def request(life: Living, gate: str, **has: Any) -> RequestRow:
    """The one request of a gate that has these values."""
    (found,) = [
        row
        for row in life.rows(RequestRow)
        if row.gate == gate and all(getattr(row, name) == value for name, value in has.items())
    ]
    return found


def on_condition(life: Living, until: timedelta = timedelta(days=2)) -> datetime:
    ends = life.clock.at + until
    wish = Wish(premise=SYRUP, until=ends, fallback="limit_promotion")
    life.decide("executive_lock", "henrik", wish=wish)
    return ends


def confirm(life: Living, litres: int) -> None:
    life.wait(minutes=31)
    (mail,) = life.mails("tomas", "action_assigned")
    life.answer(mail, f"Confirmed: {litres:,} l by 30.11.2026.\n\nBest regards")


def needed(life: Living) -> int:
    (action,) = [a for a in life.rows(ActionRow) if a.key.startswith("confirm-")]
    return int(Decimal(action.done_when["at_least"]))


def test_on_a_condition_only_its_proof_is_asked_for(at: At) -> None:
    life = at("lock")
    on_condition(life)
    life.wait(minutes=31)
    assert [action.key for action in life.rows(ActionRow)] == [SYRUP.partition("/")[2]]
    assert life.rows(PlanVersionRow) == []
    assert kinds(life, "tomas") == ["action_assigned"]
    (row,) = life.rows(ConditionRow)
    assert row.state == ConditionState.WATCHED


def test_a_condition_that_is_met_publishes_what_was_signed(at: At) -> None:
    life = at("lock")
    on_condition(life)
    life.wait(minutes=31)
    confirm(life, needed(life))
    (row,) = life.rows(ConditionRow)
    assert row.state == ConditionState.MET
    assert row.evidence is not None
    (version,) = life.rows(PlanVersionRow)
    chosen = next(one for one in life.rows(ScenarioRow) if one.id == version.scenario_id)
    assert chosen.key == "build_early"
    assert len(life.rows(ActionRow)) > 3
    assert "decision_turned" in kinds(life, "henrik")
    life.wait(minutes=31)
    assert "cycle_published" in kinds(life, "marta")
    assert proofs(life) == []


@pytest.mark.parametrize("point", ["", "cycle.condition_watched", "cycle.condition_ended"])
def test_a_condition_that_lapses_switches_by_itself(at: At, point: str) -> None:
    life = at("lock")
    life.dies_at.update({point} - {""})
    ends = on_condition(life)
    life.until(ends - timedelta(seconds=1))
    assert life.rows(PlanVersionRow) == []
    life.until(ends)
    (row,) = life.rows(ConditionRow)
    assert row.state == ConditionState.LAPSED
    (version,) = life.rows(PlanVersionRow)
    chosen = next(one for one in life.rows(ScenarioRow) if one.id == version.scenario_id)
    assert chosen.key == "limit_promotion"
    states = {action.key: action.state for action in life.rows(ActionRow)}
    assert states[SYRUP.partition("/")[2]] == "cancelled"
    life.wait(minutes=31)
    for who in ("henrik", "tomas"):
        assert kinds(life, who).count("decision_turned") == 1
    (told,) = life.mails("henrik", "decision_turned")
    assert "Limit promotion" in told.subject
    assert proofs(life) == []


def test_a_proof_in_time_counts_though_it_is_read_late(at: At) -> None:
    life = at("lock")
    ends = on_condition(life)
    life.wait(minutes=31)
    (mail,) = life.mails("tomas", "action_assigned")
    from runtime.receiving import receive  # noqa: PLC0415 only here nothing is settled

    life.clock.at = ends - timedelta(minutes=1)
    receive(life.office, life.raw(mail, f"Confirmed: {needed(life):,} l by 30.11.2026."))
    life.until(ends + timedelta(hours=3))
    (row,) = life.rows(ConditionRow)
    assert row.state == ConditionState.MET


def test_too_little_confirmed_reopens_the_plan_and_nothing_else(at: At) -> None:
    life = at("execution")
    confirm(life, needed(life) - 1000)
    again = request(life, "plan_change", closed_at=None)
    first = request(life, "executive_lock", outcome="approved")
    assert again.reopens == first.id
    assert [row.gate for row in life.open_requests()] == ["plan_change"]
    assert "henrik" in life.seats(again)
    with life.office.sessions(life.company_id) as session:
        brief = asked_requests.brief_now(session, asked_requests.by_id(session, again.id))
    broke = brief.compared[0]
    assert broke.where.startswith("message:")
    assert broke.material
    (premise,) = [row for row in life.rows(PremiseRow) if row.state == "broken"]
    assert premise.key == SYRUP
    assert "decision_turned" in kinds(life, "tomas")


def scarce(life: Living) -> Company:
    """The same company, with none of the oat syrup that was on its way."""
    now = company(life)
    code = next(p.code for p in now.components if "oat syrup" in p.name.lower())
    stock = tuple(
        replace(one, quantity=one.quantity // 2) if one.code == code else one for one in now.stock
    )
    return replace(
        now,
        stock=stock,
        open_supply=tuple(one for one in now.open_supply if one.code != code),
    )


def test_a_broken_premise_holds_back_what_has_not_left(at: At) -> None:
    life = at("signed")
    load(life, scarce(life))
    again = request(life, "executive_lock", closed_at=None)
    life.wait(minutes=45)
    assert life.mails("marta", "cycle_published") == []
    assert life.mails("tomas", "action_assigned") == []
    life.decide("executive_lock", "henrik")
    life.wait(minutes=31)
    assert life.mails("marta", "cycle_published") != []
    assert life.mails("tomas", "action_assigned") != []
    standing = {row.request_id for row in life.rows(PremiseRow) if row.state == "stands"}
    assert standing == {again.id}
    assert proofs(life) == []


def test_what_no_longer_stands_ends_and_new_options_are_drafted(at: At) -> None:
    life = at("execution")
    load(life, scarce(life))
    life.decide("plan_change", "henrik", Verb.REQUEST_CHANGES, reason="Then not like this.")
    assert "held" not in {row.state for row in life.rows(EffectRow)}
    assert {action.state for action in life.rows(ActionRow)} == {"cancelled"}
    assert {row.key for row in life.open_requests()} == {"review/2"}
    assert life.step() == "reconciliation"
    for person in ("marta", "jonas", "priya"):
        life.decide("review", person, choice="build_early")
    with life.office.sessions(life.company_id) as session:  # the first plan used most of hers
        session.execute(update(AuthorityRow).values(limit_eur=Decimal(400_000)))
    life.decide("trade_off", "ines", choice="build_early")
    life.decide("executive_lock", "henrik")
    life.wait(minutes=31)
    assert [row.version for row in life.rows(PlanVersionRow)] == [1, 2]
    assert [a.state for a in life.rows(ActionRow) if a.state != "cancelled"] != []
    assert proofs(life) == []


def test_a_change_inside_the_tolerances_is_noted(at: At) -> None:
    life = at("execution")
    now = company(life)
    load(life, replace(now, holding_pct_per_year=now.holding_pct_per_year + Decimal("0.01")))
    (change,) = life.rows(ChangeRow)
    assert change.verdict == "noted"
    assert change.moves
    assert life.open_requests() == []


@pytest.mark.parametrize(("own", "verdict"), [(USUAL, "noted"), (STRICT, "reopened")])
def test_a_case_keeps_to_its_own_playbook_whatever_came_since(
    at: At, own: Playbook, verdict: str
) -> None:
    life = at("execution")
    with life.office.unfenced() as session:
        # as a cycle that had begun on it: nobody can exchange a version, so no trigger looks
        session.execute(text("set local session_replication_role = replica"))
        for book in (USUAL, STRICT):
            session.merge(PlaybookRow(sha256=version(book), content=plain(book)))
        session.flush()
        session.execute(update(CycleRow).values(playbook=version(own)))
        session.execute(update(CaseRow).values(playbook=version(own)))
    now = company(life)
    load(life, replace(now, holding_pct_per_year=now.holding_pct_per_year + Decimal("0.01")))
    (change,) = life.rows(ChangeRow)
    assert change.verdict == verdict
    assert life.rows(CaseRow)[-1].playbook == version(own)


def test_data_that_nothing_rests_on_is_looked_at_and_nothing_follows(at: At) -> None:
    life = at("execution")
    now = company(life)
    renamed = tuple(replace(p, title=f"{p.title}.") for p in now.people)
    load(life, replace(now, people=renamed))
    (change,) = life.rows(ChangeRow)
    assert change.verdict == "nothing", change.moves


def dearer(life: Living) -> Company:
    """Carrying stock costs three times as much: money moves, volumes and service don't."""
    now = company(life)
    return replace(now, holding_pct_per_year=now.holding_pct_per_year * 12)


def test_only_the_reviewer_whose_facts_moved_is_asked_again(at: At) -> None:
    life = at("reviews")
    life.decide("review", "marta", choice="build_early")
    life.decide("review", "priya", choice="build_early")
    load(life, dearer(life))
    ended = {
        row.person_id: row.ended_why for row in life.rows(DecisionRow) if row.ended_why is not None
    }
    assert list(ended.values()) == ["facts_moved"]
    assert len(life.mails("priya", "decision_needed")) == 2
    assert len(life.mails("marta", "decision_needed")) == 1
    life.decide("review", "jonas", choice="build_early")
    assert [row.key for row in life.open_requests()] == ["review/1"]
    life.decide("review", "priya", choice="build_early")
    assert [row.gate for row in life.open_requests()] == ["trade_off"]
    assert proofs(life) == [], "marta's review stands on the brief before, and the ledger says so"


def test_reviews_that_moved_are_asked_again_before_the_trade_off(at: At) -> None:
    life = at("trade_off")
    load(life, dearer(life))
    again = request(life, "review", closed_at=None)
    assert life.seats(again) == ["jonas", "priya"], "less is stocked, and it ties up less cash"
    with pytest.raises(LookedAtAgain):
        life.decide("trade_off", "ines", choice="build_early")
    life.decide("review", "priya", Verb.DISSENT, choice="limit_promotion", reason="Dearer still.")
    life.decide("review", "jonas", choice="build_early")
    (trade_off,) = life.open_requests("trade_off")
    with life.office.sessions(life.company_id) as session:
        brief = asked_requests.brief_now(session, trade_off)
    assert any("Dearer still." in line for one in brief.sections for line in one.lines)
    life.decide("trade_off", "ines", choice="build_early")
    assert [row.gate for row in life.open_requests()] == ["executive_lock"]


def test_a_trade_off_looked_at_again_changes_what_is_to_be_locked(at: At) -> None:
    life = at("lock")
    load(life, dearer(life))
    assert life.seats(request(life, "trade_off", closed_at=None)) == ["ines"]
    life.decide("trade_off", "ines", choice="limit_promotion")
    (lock,) = life.open_requests("executive_lock")
    assert "Limit promotion" in lock.question
    life.decide("executive_lock", "henrik")
    life.wait(minutes=30)
    (version,) = life.rows(PlanVersionRow)
    chosen = next(one for one in life.rows(ScenarioRow) if one.id == version.scenario_id)
    assert chosen.key == "limit_promotion"
    assert proofs(life) == []


def test_a_trade_off_sent_back_takes_the_lock_with_it(at: At) -> None:
    life = at("lock")
    load(life, dearer(life))
    life.decide("trade_off", "ines", Verb.REQUEST_CHANGES, reason="Look for something cheaper.")
    assert {row.key for row in life.open_requests()} == {"review/2"}
    assert request(life, "executive_lock").outcome == "returned"


POINTS = (
    "change.recomputed",
    "change.weighed",
    "change.reopened",
    "change.settled",
)


@pytest.mark.parametrize("point", POINTS)
def test_a_worker_that_dies_while_looking_changes_nothing(at: At, point: str) -> None:
    life = at("signed")
    life.dies_at.add(point)
    load(life, scarce(life))
    life.decide("executive_lock", "henrik")
    assert point not in life.dies_at
    life.wait(minutes=31)
    assert len(life.mails("henrik", "decision_needed")) == 2
    assert len(life.mails("marta", "cycle_published")) == 1
    assert {row.state for row in life.rows(CaseRow) if row.kind == "change"} == {"done"}
    assert proofs(life) == []
