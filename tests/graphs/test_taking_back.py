"""A locked plan taken back while it is held; an option changed, signed and executed as signed."""

from dataclasses import replace

import pytest

from gates import errors
from gates.brief import Brief
from gates.gate import Verb
from runtime import changing
from runtime.changing import change_option
from runtime.deciding import Answer
from runtime.withdrawing import withdraw
from store import asked_requests
from store.tables.actions import ActionRow
from store.tables.gates import DecisionRow, RequestRow
from store.tables.plans import PlanVersionRow, ScenarioRow
from tests.graphs.test_cycle import Lived, proofs
from tests.living import Died, Living


def whom(life: Living, request: RequestRow, by: str) -> Answer:
    return Answer(company_id=life.company_id, person_key=by, request_id=request.id)


def brief_of(life: Living, request: RequestRow) -> Brief:
    with life.office.sessions(life.company_id) as session:
        return asked_requests.brief_now(session, asked_requests.by_id(session, request.id))


def test_a_lock_taken_back_sets_nothing_off_and_is_asked_again(at: Lived) -> None:
    life = at("lock")
    (lock,) = life.open_requests("executive_lock")
    life.decide("executive_lock", "henrik")
    life.wait(minutes=20)
    with pytest.raises(errors.NothingToWithdraw):
        withdraw(life.office, whom(life, lock, "ines"))
    life.dies_at.add("decision.withdrawn")
    with pytest.raises(Died):
        withdraw(life.office, whom(life, lock, "henrik"), reason="Not yet.")
    life.wait(hours=2)
    assert life.step() == "executive_review"
    assert (life.rows(ActionRow), life.rows(PlanVersionRow)) == ([], [])
    assert life.mails("tomas") == []
    (again,) = life.open_requests("executive_lock")
    assert (again.id, again.due_at) == (lock.id, lock.due_at)
    life.decide("executive_lock", "henrik")
    life.dies_at.add("cycle.published")
    life.wait(minutes=30)
    with pytest.raises(errors.UndoIsOver):
        withdraw(life.office, whom(life, lock, "henrik"))
    assert life.step() == "execution"
    assert len(life.rows(PlanVersionRow)) == 1
    ended = [row.ended_why for row in life.rows(DecisionRow) if row.request_id == lock.id]
    assert sorted(ended, key=str) == [None, "withdrawn"]
    assert proofs(life) == []


def test_an_option_changed_by_its_approver_is_what_is_locked(
    at: Lived, monkeypatch: pytest.MonkeyPatch
) -> None:
    life = at("trade_off")
    (request,) = life.open_requests("trade_off")
    shown = brief_of(life, request)
    said = {"overtime_0": ["4"], "expedite_0": ["12000"], "prebuild_0": ["100"]}
    ines = whom(life, request, "ines")
    with pytest.raises(errors.OutOfBounds):
        change_option(life.office, ines, "build_early", said | {"overtime_0": ["99"]})
    with pytest.raises(errors.NotYourDecision):
        change_option(life.office, replace(ines, person_key="jonas"), "build_early", said)
    for point in ("change.read", "change.computed"):
        life.dies_at.add(point)
        with pytest.raises(Died):
            change_option(life.office, ines, "build_early", said)
        assert brief_of(life, request) == shown
    key = change_option(life.office, ines, "build_early", said)
    monkeypatch.setattr(changing, "CHANGED_MAX", 1)
    assert change_option(life.office, ines, "build_early", said) == key
    with pytest.raises(errors.TooManyChanges):
        change_option(life.office, ines, "build_early", said | {"overtime_0": ["5"]})
    with pytest.raises(errors.BriefMoved):
        life.decide_on(request.brief_sha256, "trade_off", "ines", choice="build_early")
    now = brief_of(life, request)
    added = now.option(key)
    assert now.options[:-1] == shown.options
    assert added.name == "Build early, changed by Ines Moreau"
    assert added.values != now.option("build_early").values
    with pytest.raises(errors.VerbNotAllowed):
        life.decide("trade_off", "ines", choice=key)
    life.decide("trade_off", "ines", Verb.APPROVE_WITH_CHANGES, choice=key)
    (decision,) = [row for row in life.rows(DecisionRow) if row.request_id == request.id]
    assert decision.changes is not None
    assert decision.changes["option"] == "build_early"
    overtime = {"what": "Overtime, at most on a line", "was": "12 hours a week"}
    assert overtime | {"now": "4 hours a week"} in decision.changes["changes"]
    life.decide("executive_lock", "henrik")
    life.wait(minutes=30)
    (version,) = life.rows(PlanVersionRow)
    locked = next(row for row in life.rows(ScenarioRow) if row.id == version.scenario_id)
    assert (locked.key, locked.position) == (key, 5)
    listed = {line.text for line in now.sets_off if line.kind == "action" and line.option == key}
    assert {action.title for action in life.rows(ActionRow)} == listed
    assert proofs(life) == []
