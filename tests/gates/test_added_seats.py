"""Approvers added on top of a gate's own seats: they tighten every rule and weaken none."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gates.catalogue import EXECUTIVE_LOCK
from gates.gate import Gate, Rule, Verb
from gates.moves import what_adding_changes
from gates.rules import Outcome, Vote, outcome, progress, settled_choice, whose_turn
from gates.seating import Chair, Why

WHY = Why(rule="r", data="d", version="v")
OWN = tuple(
    Chair(holder=key, group=group, position=position, why=WHY)
    for position, (key, group) in enumerate((("a", "g"), ("b", "g"), ("c", "h")))
)
EXTRA = Chair(holder="x", group="x", position=1000, why=WHY, added=True)
VERBS = (Verb.APPROVE, Verb.APPROVE_WITH_CHANGES, Verb.REJECT, Verb.REQUEST_CHANGES)
NEEDED = tuple(Rule(one) for one in Rule if one is not Rule.EVERYONE_ANSWERS)


def gate(rule: Rule) -> Gate:
    return replace(EXECUTIVE_LOCK, rule=rule, needed=2)


def yes(seat: str, choice: str | None = None) -> Vote:
    return Vote(seat=seat, verb=Verb.APPROVE, choice=choice)


def no(seat: str) -> Vote:
    return Vote(seat=seat, verb=Verb.REJECT)


@pytest.mark.parametrize(
    ("said", "closes"),
    [
        pytest.param([yes("a")], None, id="the gate's own isn't enough"),
        pytest.param([yes("x")], None, id="the added one neither"),
        pytest.param([yes("a"), yes("x")], Outcome.APPROVED, id="both"),
        pytest.param([yes("x"), yes("b")], Outcome.APPROVED, id="in either order"),
        pytest.param([yes("a"), no("x")], Outcome.REJECTED, id="the added one refuses"),
        pytest.param([no("x")], Outcome.REJECTED, id="nobody need answer in vain"),
        pytest.param([no("a")], Outcome.REJECTED, id="the first answer refuses"),
        pytest.param([yes("a", "p"), yes("x", "q")], Outcome.RETURNED, id="not the same option"),
    ],
)
def test_where_one_answer_decides(said: list[Vote], closes: Outcome | None) -> None:
    assert outcome(gate(Rule.ONE), seats=(*OWN, EXTRA), votes=said) is closes


def test_the_first_answer_still_decides_for_the_slate() -> None:
    seats = (*OWN, EXTRA)
    assert whose_turn(gate(Rule.ONE), seats, [yes("a", "p")]) == {"x"}
    votes = [yes("x", "q"), yes("a", "p")]
    assert outcome(gate(Rule.ONE), seats=seats, votes=votes) is Outcome.RETURNED
    agreed = [yes("x", "p"), yes("a", "p")]
    assert settled_choice(gate(Rule.ONE), seats=seats, votes=agreed) == "p"


def test_progress_counts_both() -> None:
    told = progress(gate(Rule.PER_GROUP), (*OWN, EXTRA), [yes("a")])
    assert (told.have, told.need, told.words) == (1, 3, "1 of 2 groups approve, 0 of 1 added")


@pytest.mark.parametrize("rule", list(Rule))
def test_adding_is_explained_for_every_rule(rule: Rule) -> None:
    said = what_adding_changes(gate(rule), OWN)
    assert said.endswith(".")
    assert "{" not in said


@given(st.sampled_from(NEEDED), st.lists(st.sampled_from(VERBS), min_size=4, max_size=4), st.data())
def test_an_added_seat_never_lets_pass_what_would_not(
    rule: Rule, verbs: list[Verb], data: st.DataObject
) -> None:
    """Approved with the added seat implies approved without it, and that it said yes."""
    order = data.draw(st.permutations(["a", "b", "c", "x"]))
    said = [Vote(seat=seat, verb=verb) for seat, verb in zip(order, verbs, strict=True)]
    own = [vote for vote in said if vote.seat != "x"]
    if outcome(gate(rule), seats=(*OWN, EXTRA), votes=said) is Outcome.APPROVED:
        assert outcome(gate(rule), seats=OWN, votes=own) is Outcome.APPROVED
        extra = next(vote for vote in said if vote.seat == "x")
        assert extra.verb in {Verb.APPROVE, Verb.APPROVE_WITH_CHANGES}
