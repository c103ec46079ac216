"""Weekly actuals: kept, held against the plan, raised where they leave it, scored at the end."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from planning.actuals import ActualKind
from planning.company import Company
from planning.options import restore_option
from planning.plan import Plan
from planning.sheets.actuals import written_actuals
from runtime.halden_weeks import Fate, World
from runtime.loading_actuals import ActualsUnusable, load_actuals
from runtime.opening import open_cycle
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


def test_a_supplier_who_slips_is_raised_to_who_buys(at: At) -> None:
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
    assert len(rows) == len(raised) > 0
    assert {row.facts["about"] for row in rows} == {"supplier"}
    assert {row.verdict for row in rows} == {"noted"}
    told = [mail for mail in life.mails("tomas", "decision_turned") if " came of " in mail.subject]
    assert told
    assert "Ask the supplier for a confirmed day" in told[0].text
    assert life.open_requests("plan_change") == []
    newer = [replace(one, quantity=one.quantity + 1) for one in short]
    assert load(life, written_actuals(newer), "again.csv") == (), "once a matter"
    assert proofs(life) == []


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
    assert life.clock.at - first.opened_at > timedelta(days=14)
    assert proofs(life) == []
