"""How an answer is known: to the same content, to content that moved a little, or implied."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from typing import Any

from evals.oracle.answering import Known
from evals.oracle.levels import KNOWN, Level
from evals.recording.events import Event
from evals.recording.recording import Recording
from evals.replay.branching import branches
from evals.replay.candidate import live
from evals.replaying import beside
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


def asked_twice(recording: Recording) -> Recording:
    """The same, where the trade-off was asked a second time and Henrik answered it."""
    asked = next(one for one in recording.requests if one.gate == "trade_off")
    ids = {asked.id: "00000000-0000-0000-0000-000000000001", "ines": "henrik"}
    ids |= {event.data["decision"]: "again" for event in asked.decided}
    again = [
        replace(event, data=_renamed(event.data, ids))
        for event in recording.events
        if event.data.get("request") == asked.id
    ]
    return replace(recording, events=tuple(sorted([*recording.events, *again], key=_order)))


def _renamed(value: Any, ids: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _renamed(inner, ids) for key, inner in value.items()}
    if isinstance(value, list):
        return [_renamed(inner, ids) for inner in value]
    return ids.get(value, value) if isinstance(value, str) else value


def test_who_approved_as_much_elsewhere_is_implied_in_a_replay_and_taints_it() -> None:
    """Henrik approved one trade-off of the cycle; a candidate asks him about the other as well."""
    recording = asked_twice(kept())
    candidate = book({"gates.trade_off.slate": [
        {"given": "role", "to": "general_manager", "group": "general_manager"}]})  # fmt: skip
    without, implied = (live(recording, candidate, implied=one) for one in (False, True))
    assert [Counter(one.levels)[Level.NEVER_ASKED] for one in (without, implied)] == [1, 0]
    assert Counter(implied.levels)[Level.IMPLIED] == 1
    assert coverage(without) == coverage(implied) < 1
    assert implied.tainted == without.tainted != frozenset()


def test_both_ways_of_an_answer_nobody_knows_bound_the_numbers() -> None:
    """Henrik decides the trade-off in place of Ines: nobody knows what he would say."""
    candidate = book({"gates.trade_off.slate": [
        {"given": "role", "to": "general_manager", "group": "general_manager"}]})  # fmt: skip
    recording = kept()
    (asked,) = (one for one in recording.requests if one.gate == "trade_off")
    lived = live(recording, candidate)
    passed, refused = branches(recording, candidate, lived)
    closed = {
        one: next(a.replayed.now.outcome for a in way.answered if a.replayed.asked.id == asked.id)
        for one, way in (("passed", passed), ("refused", refused))
    }
    assert closed == {"passed": "approved", "refused": "rejected"}
    both = beside(recording, recording.playbook, candidate, both_ways=True).plain["bounds"]
    assert both["gate_yield"][0] < both["gate_yield"][1]
    assert both["gates"] == [5.0, 5.0]
    assert branches(recording, recording.playbook, live(recording, recording.playbook)) == ()
