"""Weekly actuals: kept, held against the plan, raised where they leave it, scored at the end."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from planning.actuals import Actual, ActualKind
from planning.calendar_weeks import monday_of
from planning.company import Company
from planning.directory import write_company
from planning.exceptions import arrivals
from planning.options import restore_option
from planning.plan import Plan
from planning.sheets.actuals import written_actuals
from runtime.halden_weeks import Fate, World
from runtime.loading_actuals import ActualsUnusable, load_actuals
from runtime.loading_orders import load_open_orders
from runtime.opening import open_cycle
from store.tables.actions import ActionRow
from store.tables.actuals import ActualRow, ActualsFileRow, CycleScoreRow
from store.tables.cycles import CycleRow
from store.tables.plans import PlanVersionRow, ScenarioRow
from store.tables.standing import ChangeRow
from tests.graphs.test_cycle import proofs
from tests.graphs.test_standing import company
from tests.living import Living

At = Callable[[str], Living]


def locked(life: Living, now: Company) -> Plan:
    (version,) = life.rows(PlanVersionRow)
    (row,) = [one for one in life.rows(ScenarioRow) if one.id == version.scenario_id]
    return restore_option(now, row.result).plan


def report(life: Living, **drift: int) -> bytes:
    """The first week under the plan, with what customers asked for of each family in percent."""
    now = company(life)
    named = {family.replace("_", " "): pct for family, pct in drift.items()}
    world = World(now, locked(life, now), Fate(seed="7", drift_pct=named))
    return written_actuals(world.live_week())


def load(life: Living, content: bytes, name: str = "week.csv") -> tuple[str, ...]:
    found = load_actuals(life.office, life.company_id, name=name, content=content)
    life.settle()
    return found.raised


def test_a_drift_is_raised_to_its_owner_and_weighed(at: At) -> None:
    life = at("execution")
    life.wait(days=14)
    content = report(life, Granola=120)
    assert load(life, content) == ("Granola",)
    (change,) = [row for row in life.rows(ChangeRow) if row.kind == "drift"]
    assert change.verdict == "reopened"
    (letter,) = [m for m in life.mails("aiko", "decision_turned") if "Granola" in m.subject]
    assert "120 %" in letter.subject
    (asked,) = life.open_requests("plan_change")
    assert "henrik" in life.seats(asked)
    assert load(life, content, "again.csv") == (), "the same file says nothing new"
    assert len(life.rows(ActualsFileRow)) == 1
    assert proofs(life) == []


def test_a_late_supplier_is_raised_to_who_buys_and_the_plan_is_solved_once(at: At) -> None:
    life = at("execution")
    life.wait(days=14)
    now = company(life)
    world = World(now, locked(life, now), Fate(seed="7"))
    week = [*world.live_week(), *world.live_week()]
    short = [
        replace(one, quantity=one.quantity // 2) if one.kind is ActualKind.RECEIVED else one
        for one in week
    ]
    raised = load(life, written_actuals(short))
    rows = [row for row in life.rows(ChangeRow) if row.kind == "exception"]
    assert len(rows) == len(raised) > 1
    assert {row.facts["about"] for row in rows} == {"supplier"}
    (solved,) = [row for row in rows if row.facts.get("solved_for_all")]
    assert solved.verdict == "reopened"
    assert {row.verdict for row in rows if row is not solved} == {"noted"}
    told = [mail for mail in life.mails("tomas", "decision_turned") if " came of " in mail.subject]
    assert len(told) == len(rows)
    assert sum("is being decided now" in mail.text for mail in told) == 1
    assert sum("together with what else" in mail.text for mail in told) == len(rows) - 1
    assert "quantity and day the supplier confirms" in told[0].text
    (asked,) = life.open_requests("plan_change")
    assert {"henrik", "jonas"} <= set(life.seats(asked))
    newer = [replace(one, quantity=one.quantity + 1) for one in short]
    assert load(life, written_actuals(newer), "again.csv") == (), "once a matter"
    assert proofs(life) == []


def as_planned(life: Living, code: str, pct: int) -> bytes:
    """Two weeks exactly as the plan has them, but for what comes of one component."""
    now = company(life)
    plan = locked(life, now)
    weeks = plan.weeks[:2]
    made = [
        Actual(week=week, kind=ActualKind.MADE, code=line.sku, quantity=units)
        for line in plan.items
        for week, units in zip(weeks, line.made_units, strict=False)
    ]
    came = [
        Actual(
            week=monday_of(day),
            kind=ActualKind.RECEIVED,
            code=part.code,
            quantity=quantity * (pct if part.code == code else 100) // 100,
        )
        for part in now.components
        for day, quantity in arrivals(now, plan, part.code)
        if monday_of(day) in weeks
    ]
    return written_actuals([*made, *came])


def test_what_the_plan_can_bear_is_noted_and_told(at: At) -> None:
    life = at("execution")
    life.wait(days=14)
    assert load(life, as_planned(life, "MILK-POWDER", 90)) == ("Milk powder",)
    (row,) = [row for row in life.rows(ChangeRow) if row.kind == "exception"]
    assert row.verdict == "noted"
    assert "amended" in (row.found or {}), "it was solved"
    (letter,) = [m for m in life.mails("tomas", "decision_turned") if " came of " in m.subject]
    assert "still holds" in letter.text
    assert life.open_requests("plan_change") == []


def test_the_buyers_answer_about_what_is_missing_counts(at: At) -> None:
    """By mail, while the plan is being looked at again: it is solved once more, with the day."""
    life = at("execution")
    life.wait(days=14)
    load(life, as_planned(life, "OAT-SYRUP", 50))
    (before,) = [row for row in life.rows(ChangeRow) if row.kind == "exception"]
    (mail,) = [m for m in life.mails("tomas", "action_assigned") if "missing" in m.subject]
    life.answer(mail, "Confirmed: 26,257 kg by 25.11.2026.")
    (done,) = [row for row in life.rows(ActionRow) if row.key == "day-oat-syrup"]
    assert done.state == "done"
    (after,) = [row for row in life.rows(ChangeRow) if row.kind == "evidence"]
    assert lost(after) < lost(before), "what comes late is better than what doesn't"


def lost(change: ChangeRow) -> Decimal:
    """What isn't delivered when the plan is kept."""
    assert change.found is not None
    return Decimal(change.found["amended"][0]["metrics"]["lost_units"])


def test_a_report_of_open_orders_shows_a_slip(at: At) -> None:
    """Without a receipt: later than the report before had it."""
    life = at("execution")
    life.wait(days=14)
    now = company(life)
    later = tuple(
        replace(one, arrives=one.arrives + timedelta(weeks=2))
        if one.code == "OAT-SYRUP" and one.arrives > life.clock.at.date()
        else one
        for one in now.open_supply
    )
    said = write_company(replace(now, open_supply=later))["open_supply.csv"]
    found = load_open_orders(life.office, life.company_id, said)
    life.settle()
    assert {one.code for one in found} == {"OAT-SYRUP"}
    (letter,) = [m for m in life.mails("tomas", "decision_turned") if "where it was" in m.subject]
    assert "is being decided now" in letter.text
    assert len(life.open_requests("plan_change")) == 1


def test_inside_its_tolerance_nobody_is_bothered(at: At) -> None:
    life = at("execution")
    life.wait(days=14)
    assert load(life, report(life, Granola=103)) == ()
    assert [row for row in life.rows(ChangeRow) if row.kind == "drift"] == []
    assert life.open_requests("plan_change") == []


def test_a_file_is_taken_whole_or_not_at_all(at: At) -> None:
    life = at("execution")
    content = report(life) + b"2026-11-09,made,NOBODY,5\n"
    with pytest.raises(ActualsUnusable, match="NOBODY"):
        load(life, content)
    assert life.rows(ActualRow) == []


def test_the_next_cycle_opens_with_what_the_decision_came_to(at: At) -> None:
    life = at("execution")
    life.wait(days=14)
    load(life, report(life))
    open_cycle(life.office, life.company_id, month=date(2026, 12, 1))
    life.settle()
    (score,) = life.rows(CycleScoreRow)
    first, _ = life.rows(CycleRow)
    assert score.cycle_id == first.id
    assert score.content["chosen"]["key"] == "build_early"
    assert {one["key"] for one in score.content["options"]} >= {"do_nothing", "limit_promotion"}
    assert score.content["weeks"] == 1
    drafter, *_ = score.content["agents"]
    assert (drafter["who"], drafter["taken"]) == ("scenario_drafter", True)
    assert Decimal(drafter["over_nothing_eur"]) > 0
    assert Decimal(drafter["over_choice_eur"]) == 0
    assert life.clock.at - first.opened_at > timedelta(days=14)
    assert proofs(life) == []
