"""A locked plan whose facts move: what it comes to, who is asked, and what a new version amends."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from gates.gate import Verb
from planning.amending import ADJUST, KEEP
from planning.company import Company
from runtime.halden_files import DemoFile
from store import asked_requests, baselines
from store.tables.actions import ActionRow, ActionUpdateRow
from store.tables.cycles import CaseRow, CycleRow
from store.tables.gates import RequestRow
from store.tables.people import PersonRow
from store.tables.plans import CommitmentRow, PlanVersionRow, ScenarioRow
from store.tables.standing import ChangeRow
from tests.graphs.test_cycle import proofs
from tests.graphs.test_standing import company, confirm, kinds, load, needed, request
from tests.living import Living

At = Callable[[str], Living]


def slipped(life: Living, weeks: int = 2) -> Company:
    """The oat syrup that is still to come is so many weeks late."""
    now = company(life)
    return replace(
        now,
        open_supply=tuple(
            replace(one, arrives=one.arrives + timedelta(weeks=weeks))
            if one.code == "OAT-SYRUP"
            else one
            for one in now.open_supply
        ),
    )


def options(life: Living) -> tuple[str, str]:
    """The keys of keeping and of adjusting, in the open request."""
    (found,) = life.open_requests("plan_change")
    with life.office.sessions(life.company_id) as session:
        brief = asked_requests.brief_now(session, asked_requests.by_id(session, found.id))
    keep, adjust = (option.key for option in brief.options)
    assert (keep.split("_")[0], adjust.split("_")[0]) == (KEEP, ADJUST)
    return keep, adjust


def agree(life: Living, choice: str) -> None:
    """Everybody who sits approves the same."""
    (found,) = life.open_requests("plan_change")
    for who in life.seats(found):
        life.decide("plan_change", who, choice=choice)


def test_a_slip_asks_those_whose_numbers_moved(at: At) -> None:
    life = at("execution")
    load(life, slipped(life))
    again = request(life, "plan_change", closed_at=None)
    assert again.reopens == request(life, "executive_lock").id
    assert [row.gate for row in life.open_requests()] == ["plan_change"]
    assert "henrik" in life.seats(again)
    assert set(life.seats(again)) <= {"henrik", "marta", "jonas", "priya"}
    assert "decision_needed" in kinds(life, "henrik")
    assert "decision_turned" in kinds(life, "tomas"), "whoever owns what it touches learns of it"


def test_adjusting_makes_a_new_version_and_tells_owners_what_changed(at: At) -> None:
    life = at("execution")
    load(life, slipped(life))
    _, adjust = options(life)
    agree(life, adjust)
    first, second = life.rows(PlanVersionRow)
    assert (first.version, second.version) == (1, 2)
    chosen = next(one for one in life.rows(ScenarioRow) if one.id == second.scenario_id)
    assert chosen.key == adjust
    old, new = (
        {
            (c.kind, c.code, c.due): c.quantity
            for c in life.rows(CommitmentRow)
            if c.plan_version_id == v
        }
        for v in (first.id, second.id)
    )
    assert old != new
    amended = [row for row in life.rows(ActionUpdateRow) if row.kind == "amended"]
    changed = {row.action_id for row in amended}
    names = {row.id: row.key for row in life.rows(PersonRow)}
    owners = {names[row.owner_id] for row in life.rows(ActionRow) if row.id in changed}
    for owner in owners:
        letter = life.mails(owner, "decision_turned")[-1]
        assert "→" in letter.text
    assert life.step() == "execution", "the cycle never restarts"
    assert proofs(life) == []


def test_keeping_changes_nothing_and_is_not_asked_again(at: At) -> None:
    life = at("execution")
    load(life, slipped(life))
    before = {row.key: row.due_at for row in life.rows(ActionRow)}
    keep, _ = options(life)
    agree(life, keep)
    assert [row.version for row in life.rows(PlanVersionRow)] == [1]
    assert {row.key: row.due_at for row in life.rows(ActionRow)} == before
    now = company(life)
    load(life, replace(now, name=f"{now.name} A/S"))
    assert life.open_requests() == [], "what was signed are the numbers as they are now"
    assert proofs(life) == []


def test_sent_back_it_falls_and_options_are_drafted(at: At) -> None:
    life = at("execution")
    load(life, slipped(life))
    life.decide("plan_change", "henrik", Verb.REQUEST_CHANGES, reason="Look at it as a whole.")
    assert {row.key for row in life.open_requests()} == {"review/2"}


def test_less_than_ordered_is_planned_with_what_was_confirmed(at: At) -> None:
    life = at("execution")
    confirm(life, needed(life) - 1000)
    _, adjust = options(life)
    agree(life, adjust)
    (action,) = [row for row in life.rows(ActionRow) if row.key.startswith("confirm-")]
    assert action.state == "done", "what was confirmed is what the plan asks for now"
    assert [row.version for row in life.rows(PlanVersionRow)] == [1, 2]
    assert proofs(life) == []


def test_of_two_changes_the_later_takes_the_place_of_the_earlier(at: At) -> None:
    life = at("execution")
    load(life, slipped(life, 1))
    earlier = request(life, "plan_change", closed_at=None)
    load(life, slipped(life, 2))
    later = request(life, "plan_change", closed_at=None)
    assert later.id != earlier.id
    assert request(life, "plan_change", id=earlier.id).outcome == "withdrawn"
    _, adjust = options(life)
    agree(life, adjust)
    assert [row.version for row in life.rows(PlanVersionRow)] == [1, 2]
    assert {row.state for row in life.rows(CaseRow) if row.kind == "change"} == {"done"}
    assert proofs(life) == []


def test_a_second_change_is_weighed_against_the_version_in_force(at: At) -> None:
    life = at("execution")
    load(life, slipped(life, 1))
    agree(life, options(life)[1])
    load(life, slipped(life, 2))
    _, adjust = options(life)
    agree(life, adjust)
    assert [row.version for row in life.rows(PlanVersionRow)] == [1, 2, 3]
    assert [row.verdict for row in life.rows(ChangeRow)] == ["reopened", "reopened"]
    assert len({row.request_id for row in life.rows(PlanVersionRow)}) == 3
    assert proofs(life) == []


def test_a_worker_that_dies_adjusts_once(at: At) -> None:
    life = at("execution")
    points = {"change.recomputed", "change.reopened", "change.settled"}
    life.dies_at.update(points)
    load(life, slipped(life))
    agree(life, options(life)[1])
    assert not points & life.dies_at
    assert [row.version for row in life.rows(PlanVersionRow)] == [1, 2]
    assert len([row for row in life.rows(RequestRow) if row.gate == "plan_change"]) == 1
    assert len(life.mails("henrik", "decision_turned")) == 1
    assert proofs(life) == []


def test_a_late_number_is_weighed_on_the_locked_plan(at: At) -> None:
    life = at("execution")
    with life.office.sessions(life.company_id) as session:
        (cycle,) = session.query(CycleRow).all()
        frozen = baselines.frozen(session, cycle.id)
    assert frozen is not None
    rows = [
        f"{line['sku']};{line['tier']};{line['month'][:7]};{round(line['units'] * 1.1)}"
        for line in frozen.content["lines"]
        if line["region"] == "dach"
    ]
    table = "\n".join(("sku;tier;month;units", *rows)).encode()
    file = DemoFile(name="dach_late.csv", content=table)
    life.answer(life.mails("franka")[0], "Sorry, these are the numbers.", file)
    (change,) = [row for row in life.rows(ChangeRow) if row.kind == "late"]
    assert change.verdict == "reopened"
    assert "henrik" in life.seats(request(life, "plan_change", closed_at=None))
    with life.office.sessions(life.company_id) as session:
        now = baselines.frozen(session, cycle.id)
    assert now is not None
    assert now.sha256 == frozen.sha256, "what was signed is never edited"
    agree(life, options(life)[1])
    assert [row.version for row in life.rows(PlanVersionRow)] == [1, 2]
    assert proofs(life) == []
