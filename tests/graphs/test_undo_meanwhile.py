"""What comes between a lock and its execution: it waits, falls, or executes what was signed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from gates.conditions import ConditionState
from gates.errors import BriefMoved, LookedAtAgain
from gates.gate import Verb
from planning.company import Company
from runtime.withdrawing import withdraw
from store.tables.actions import ActionRow
from store.tables.gates import RequestRow
from store.tables.people import PersonRow
from store.tables.plans import CommitmentRow, PlanVersionRow, ScenarioRow
from store.tables.standing import ChangeRow, ConditionRow, PremiseRow
from tests.graphs.test_cycle import proofs
from tests.graphs.test_listed_is_executed import listed, made
from tests.graphs.test_standing import company, load, on_condition, request, scarce
from tests.graphs.test_taking_back import brief_of, whom
from tests.living import Living

At = Callable[[str], Living]


def premises(life: Living) -> set[tuple[str, object]]:
    return {(row.state, row.request_id) for row in life.rows(PremiseRow)}


def otherwise_named(now: Company) -> Company:
    """Nothing that is planned with, and everything that the lines of a brief are written with."""
    return replace(
        now,
        people=tuple(replace(one, title=f"{one.title} (acting)") for one in now.people),
        components=tuple(replace(one, name=f"{one.name} II") for one in now.components),
    )


def slower(now: Company) -> Company:
    """Whoever delivers takes a week longer, so orders and actions would get other dates."""
    return replace(
        now,
        components=tuple(
            replace(one, lead_time_weeks=one.lead_time_weeks + 1) for one in now.components
        ),
    )


def executes_what_was_listed(life: Living, lock: RequestRow) -> None:
    brief = brief_of(life, lock)
    life.wait(minutes=31)
    promised = listed(brief, None)
    with life.office.sessions(life.company_id) as session:
        done = made(session, life.company_id)
    names = {row.id: row.name for row in life.rows(PersonRow)}
    owned = {(row.title, names[row.owner_id]) for row in life.rows(ActionRow)}
    assert owned == {(title, who.partition(",")[0]) for title, who in promised.actions}
    assert (done.plans, done.commitments) == (promised.plans, promised.commitments)
    assert promised.mails - done.mails == {}
    assert life.step() == "execution"
    assert proofs(life) == []


def test_other_words_loaded_meanwhile_change_nothing_of_what_was_signed(at: At) -> None:
    life = at("signed")
    lock = request(life, "executive_lock")
    load(life, otherwise_named(company(life)))
    assert [row.verdict for row in life.rows(ChangeRow)] == ["nothing"]
    executes_what_was_listed(life, lock)


def test_a_lock_looked_at_again_waits_and_kept_it_executes_what_was_signed(at: At) -> None:
    life = at("signed")
    lock = request(life, "executive_lock")
    load(life, slower(otherwise_named(scarce(life))))
    with pytest.raises(LookedAtAgain):
        withdraw(life.office, whom(life, lock, "henrik"))
    life.wait(hours=3)
    assert (life.rows(PlanVersionRow), life.rows(ActionRow)) == ([], [])
    assert life.step() == "executive_review"
    life.decide("executive_lock", "henrik")
    executes_what_was_listed(life, lock)


def test_a_lock_that_falls_meanwhile_goes_back_to_the_options(at: At) -> None:
    life = at("signed")
    load(life, scarce(life))
    life.decide("executive_lock", "henrik", Verb.REQUEST_CHANGES, reason="Then not like this.")
    life.wait(minutes=31)
    assert (life.rows(PlanVersionRow), life.rows(CommitmentRow), life.rows(ActionRow)) == (
        [],
        [],
        [],
    )
    assert {row.key for row in life.open_requests()} == {"review/2"}
    assert life.step() == "reconciliation"


def test_taken_back_after_new_data_it_is_drafted_on_it_and_only_the_new_signature_counts(
    at: At,
) -> None:
    life = at("signed")
    lock = request(life, "executive_lock")
    load(life, scarce(life))
    life.decide("executive_lock", "henrik")
    withdraw(life.office, whom(life, lock, "henrik"))
    kept = next(row for row in life.rows(RequestRow) if row.reopens == lock.id)
    assert not premises(life) & {("stands", lock.id), ("stands", kept.id)}
    life.settle()
    for again in life.open_requests("trade_off"):
        assert life.seats(again) == ["ines"]
        life.decide("trade_off", "ines", choice="limit_promotion")
    with pytest.raises(BriefMoved):
        life.decide_on(lock.brief_sha256, "executive_lock", "henrik")
    life.decide("executive_lock", "henrik")
    assert ("stands", lock.id) in premises(life)
    assert ("stands", kept.id) not in premises(life)
    executes_what_was_listed(life, request(life, "executive_lock", reopens=None))


def test_only_the_condition_of_the_answer_that_stands_is_watched(at: At) -> None:
    life = at("lock")
    on_condition(life)
    withdraw(life.office, whom(life, request(life, "executive_lock"), "henrik"))
    life.settle()
    ends = on_condition(life, until=timedelta(days=3))
    life.until(ends - timedelta(seconds=1))
    assert life.rows(PlanVersionRow) == []
    life.until(ends)
    assert [row.state for row in life.rows(ConditionRow)] == [
        ConditionState.WATCHED,
        ConditionState.LAPSED,
    ]
    (version,) = life.rows(PlanVersionRow)
    chosen = next(one for one in life.rows(ScenarioRow) if one.id == version.scenario_id)
    assert chosen.key == "limit_promotion"
    assert proofs(life) == []
