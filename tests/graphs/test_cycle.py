"""A whole cycle in one process: gates, roads back, publishing, closing, and the next one."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from gates.evidence import restore_predicate
from gates.gate import Verb
from gates.rules import Outcome
from runtime.halden_files import DemoFile
from runtime.opening import open_cycle
from store import asked_requests, proving
from store.tables.actions import ActionRow
from store.tables.cycles import CaseRow, CycleRow
from store.tables.effects import EffectRow
from store.tables.gates import RequestRow
from store.tables.people import PersonRow
from store.tables.plans import BaselineRow, CommitmentRow, PlanVersionRow, ScenarioRow
from tests.living import Living

Lived = Callable[[str], Living]


def review(life: Living) -> None:
    for person in ("marta", "jonas"):
        life.decide("review", person, choice="build_early")
    life.decide("review", "priya", Verb.DISSENT, choice="limit_promotion", reason="Less cash.")


def lock(life: Living) -> None:
    """Sign the plan and let the time to take it back pass."""
    life.decide("executive_lock", "henrik")
    life.wait(minutes=30)


def proofs(life: Living) -> list[str]:
    with life.office.sessions(life.company_id) as session:
        return [p.promise for p in proving.prove(session, life.company_id) if not p.holds]


def test_the_signed_version_is_the_one_that_is_frozen(at: Lived) -> None:
    life = at("baseline")
    life.decide("baseline", "aiko")
    (baseline,) = life.rows(BaselineRow)
    request = next(row for row in life.rows(RequestRow) if row.gate == "baseline")
    assert baseline.frozen_by == request.id
    assert life.step() == "reconciliation"
    assert len(life.rows(ScenarioRow)) == 5


def test_a_baseline_sent_back_asks_every_region_again_with_the_reason(at: Lived) -> None:
    life = at("baseline")
    life.decide("baseline", "aiko", Verb.REQUEST_CHANGES, reason="The uplift looks thin.")
    assert life.step() == "inputs"
    for person in ("erik", "franka", "lucia"):
        told = life.mails(person)[-1]
        assert "The uplift looks thin." in told.text
        assert "/i/" in told.text, "they can answer without an account"
    for person in ("erik", "franka", "lucia"):
        life.answer(life.mails(person)[-1], "No change.")
    (again,) = life.open_requests("baseline")
    assert again.key == "baseline/2"
    life.decide("baseline", "aiko")
    assert life.step() == "reconciliation"


def test_the_trade_off_shows_the_dissent_and_the_lock_names_who_chose(at: Lived) -> None:
    life = at("trade_off")
    (mail,) = life.mails("ines", "decision_needed")
    assert "Build early" in mail.text
    life.decide("trade_off", "ines", choice="build_early", reason="Every tier is served.")
    (lock,) = life.open_requests("executive_lock")
    assert life.seats(lock) == ["henrik"]


@pytest.mark.parametrize("gate", ["trade_off", "executive_lock"])
def test_what_is_sent_back_comes_again_with_the_reason(at: Lived, gate: str) -> None:
    life = at("trade_off")
    if gate == "executive_lock":
        life.decide("trade_off", "ines", choice="build_early")
    by = "ines" if gate == "trade_off" else "henrik"
    life.decide(gate, by, Verb.REQUEST_CHANGES, reason="Ask the supplier first.")
    assert {row.key for row in life.open_requests()} == {"review/2"}
    assert {row.round for row in life.rows(ScenarioRow)} == {1, 2}
    review(life)
    life.decide("trade_off", "ines", choice="mix")
    lock(life)
    (version,) = life.rows(PlanVersionRow)
    chosen = next(row for row in life.rows(ScenarioRow) if row.id == version.scenario_id)
    assert (chosen.round, chosen.key) == (2, "mix")


def test_locking_publishes_after_the_undo_window_and_not_before(at: Lived) -> None:
    life = at("lock")
    life.decide("executive_lock", "henrik")
    life.wait(minutes=29)
    assert life.step() == "executive_review"
    assert life.rows(CommitmentRow) == []
    assert life.rows(ActionRow) == []
    assert life.mails("tomas") == []
    life.wait(minutes=1)
    assert life.step() == "execution"
    assert len(life.rows(CommitmentRow)) > 100
    kinds = [mail.kind for mail in life.mails("tomas")]
    assert kinds == ["cycle_published", "action_assigned"]
    assert proofs(life) == []


def test_what_was_listed_is_what_was_made(at: Lived) -> None:
    life = at("lock")
    (lock,) = life.open_requests("executive_lock")
    with life.office.sessions(life.company_id) as session:
        brief = asked_requests.brief_now(session, asked_requests.by_id(session, lock.id))
    life.decide("executive_lock", "henrik")
    life.wait(minutes=30)
    listed = {line.text for line in brief.sets_off if line.kind == "action" and line.option is None}
    assert {action.title for action in life.rows(ActionRow)} == listed


def close_all(life: Living) -> None:
    """Every owner does what was asked, as soon as they are asked."""
    for _ in range(8):
        life.wait(hours=1)
        for action in life.rows(ActionRow):
            if action.state == "assigned":
                evidence(life, action)


def evidence(life: Living, action: ActionRow) -> None:
    people = {row.id: row.key for row in life.rows(PersonRow)}
    mails = life.mails(people[action.owner_id], "action_assigned")
    mail = next((m for m in mails if action.title in m.subject), None)
    if mail is None:
        return
    wanted = restore_predicate(action.done_when)
    file = DemoFile(name="proof.csv", content=b"a;b\n1;2\n")
    by = f" by {wanted.by:%d.%m.%Y}" if wanted.by else ""
    words = {
        "confirmed_quantity": f"Confirmed: {wanted.at_least or 0:,}{by}.",
        "signed_number": f"It is {wanted.at_least or wanted.at_most or 5:,}.",
        "statement": "This is done.",
        "file": "Done, see attachment.",
    }
    life.answer(mail, words[wanted.kind.value], *([file] if wanted.kind.value == "file" else []))


def test_a_cycle_whose_actions_are_all_proven_closes(at: Lived) -> None:
    life = at("execution")
    close_all(life)
    assert {action.state for action in life.rows(ActionRow)} == {"done"}
    assert all(action.evidence for action in life.rows(ActionRow))
    assert life.step() == "execution", "its plan is followed to its time"
    life.wait(weeks=6)
    assert life.step() == "closed"
    with life.office.unfenced() as session:
        assert {case.state for case in session.query(CaseRow)} == {"done"}
    assert {effect.state for effect in life.rows(EffectRow)} == {"sent"}
    assert proofs(life) == []


def test_what_is_open_when_a_cycle_ends_goes_on_in_the_next(at: Lived) -> None:
    life = at("execution")
    life.wait(weeks=6)
    assert life.step() == "closed"
    carried = [action for action in life.rows(ActionRow) if action.state == "carried"]
    assert carried
    open_cycle(life.office, life.company_id, month=date(2026, 12, 1))
    life.settle()
    second = life.rows(CycleRow)[1]
    taken = [action for action in life.rows(ActionRow) if action.cycle_id == second.id]
    assert {action.title for action in taken} == {action.title for action in carried}
    assert {action.original_due_at for action in taken} == {a.original_due_at for a in carried}
    assert {action.carried_to for action in life.rows(ActionRow)} == {second.id, None}


def test_the_next_cycle_ends_the_one_that_is_executed(at: Lived) -> None:
    life = at("execution")
    left = {action.title for action in life.rows(ActionRow)}
    open_cycle(life.office, life.company_id, month=date(2026, 12, 1))
    life.settle()
    first, second = life.rows(CycleRow)
    assert (first.step, second.step) == ("closed", "inputs")
    taken = {action.title for action in life.rows(ActionRow) if action.cycle_id == second.id}
    assert taken == left
    cases = {case.id: case.state for case in life.rows(CaseRow)}
    assert cases[f"cycle:{first.id}"] == "done"
    assert all(
        cases[f"action:{action.id}"] == "done"
        for action in life.rows(ActionRow)
        if action.state == "carried"
    )
    assert proofs(life) == []


def test_a_review_nobody_answers_is_told_by_name_and_never_approved(at: Lived) -> None:
    life = at("reviews")
    (review_request,) = life.open_requests("review")
    life.until(review_request.due_at - timedelta(hours=24))
    life.until(review_request.due_at - timedelta(hours=4))
    life.until(review_request.due_at + timedelta(minutes=1))
    (still,) = life.open_requests("review")
    assert still.escalated_at is not None
    assert sorted(life.seats(still)) == ["jonas", "marta", "priya"]
    assert [mail.kind for mail in life.mails("sofie")][-1] == "decision_needed"
    assert len(life.mails("marta", "decision_needed")) == 3


def test_a_lock_nobody_answers_seats_whom_it_escalates_to(at: Lived) -> None:
    life = at("lock")
    (lock,) = life.open_requests("executive_lock")
    life.until(lock.due_at + timedelta(minutes=1))
    assert life.seats(lock) == ["henrik", "sofie"]
    assert life.step() == "executive_review"
    life.decide("executive_lock", "sofie")
    closed = next(row for row in life.rows(RequestRow) if row.gate == "executive_lock")
    assert closed.outcome == Outcome.APPROVED
