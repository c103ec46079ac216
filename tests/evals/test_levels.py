"""How an answer is known: to the same content, to content that moved a little, or implied."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal

from evals.oracle.answering import Known
from evals.oracle.levels import KNOWN, Level
from evals.recording.events import Event
from evals.recording.recording import Recording
from evals.replay.candidate import live
from evals.scorers.counting import LONGEST_HOURS, baseline_hours, coverage, gate_yield
from gates.playbook import Playbook, restore
from tests.evals.planted_changes import book
from tests.evals.recordings import kept
from tests.gates.test_playbook import changed


def moved(recording: Recording) -> Recording:
    """The same, where the brief of the reviews is drafted anew after the first of them."""
    asked = next(one for one in recording.requests if one.gate == "review")
    signed = asked.decided[0]
    again = Event(at=signed.at, type="gate.redrafted", data={"request": asked.id, "brief": "moved"})
    found = replace(recording, events=tuple(sorted([*recording.events, again], key=_order)))
    briefs = {**recording.briefs, "moved": recording.briefs[signed.data["brief"]]}
    found.__dict__["briefs"] = briefs
    return found


def _order(event: Event) -> tuple[object, ...]:
    return (event.at, event.type == "gate.redrafted", *event.order)


def test_an_answer_to_the_same_content_is_theirs() -> None:
    lived = live(kept(), kept().playbook)
    assert Counter(lived.levels) == {Level.RECORDED: len(lived.levels)}
    assert coverage(lived) == 1


def test_an_answer_to_content_that_moved_within_tolerance_is_transferred_and_known() -> None:
    lived = live(moved(kept()), kept().playbook)
    assert Counter(lived.levels) == {Level.RECORDED: 4, Level.TRANSFERRED: 3}
    assert {*lived.levels} <= KNOWN
    assert coverage(lived) == 1


def test_who_approved_more_is_taken_to_approve_less_only_where_that_is_wanted() -> None:
    approved = {("executive_lock", "ines"): (Decimal(50_000), Decimal(30_000))}
    assert not Known(usual={}).implies("executive_lock", "ines", Decimal(1))
    known = Known(usual={}, implied=approved)
    assert known.implies("executive_lock", "ines", Decimal(29_000))
    assert not known.implies("executive_lock", "ines", Decimal(30_000)), "turned down as much"
    assert not known.implies("executive_lock", "marta", Decimal(1))


def test_an_implied_answer_is_never_counted_as_known(simulated: list[Recording]) -> None:
    """Two lines sign late actions: who never did is let pass, or implied by another of theirs."""
    both = [{"given": "role", "to": one, "group": one} for one in ("operations_lead", "sop_lead")]
    candidate = book({"gates.late_action.slate": both, "gates.late_action.rule": "all"})
    some = simulated[:40]
    without = [live(one, candidate) for one in some]
    with_them = [live(one, candidate, implied=True) for one in some]
    assert [coverage(one) for one in without] == [coverage(one) for one in with_them]
    assert all(Level.IMPLIED not in one.levels for one in without)


def test_the_baseline_takes_its_time_and_two_weeks_at_most() -> None:
    lived = live(kept(), kept().playbook)
    assert 0 < baseline_hours(lived) < LONGEST_HOURS
    never = replace(lived, answered=())
    assert baseline_hours(never) == LONGEST_HOURS


def test_what_gates_are_for_is_counted() -> None:
    lived = live(kept(), restore(changed("drift_pct", 5)))
    assert 0 < gate_yield(lived) < 1, "somebody dissented, others approved"
    assert gate_yield(replace(lived, answered=())) == 0
    assert live(kept(), Playbook()).events
