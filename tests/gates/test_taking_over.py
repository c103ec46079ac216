"""What nobody answered in time goes to one person: they can end it, and approve for nobody."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gates.catalogue import TRADE_OFF
from gates.gate import Gate, Rule, Verb
from gates.rules import EXPIRED, Outcome, Vote, outcome, progress, whose_turn
from gates.seating import Chair, Why

WHY = Why(rule="", data="", version="")
SLATE = (
    Chair(holder="ann", group="plan", position=0, why=WHY),
    Chair(holder="ben", group="plan", position=1, why=WHY),
    Chair(holder="cat", group="money", position=2, why=WHY),
)
TAKER = Chair(holder="tea", group=EXPIRED, position=1000, why=WHY)
SEVERAL = [Rule.ALL, Rule.N_OF_M, Rule.PER_GROUP, Rule.SEQUENCE]
VERBS = st.sampled_from([Verb.APPROVE, Verb.REQUEST_CHANGES, Verb.REJECT])


def gate(rule: Rule) -> Gate:
    return replace(TRADE_OFF, rule=rule, needed=2, needs_choice=False)


def votes(*said: tuple[str, Verb]) -> list[Vote]:
    return [Vote(seat=seat, verb=verb) for seat, verb in said]


@pytest.mark.parametrize("rule", SEVERAL)
def test_they_may_answer_at_once(rule: Rule) -> None:
    assert "tea" in whose_turn(gate(rule), (*SLATE, TAKER), [])


@pytest.mark.parametrize("rule", SEVERAL)
def test_they_can_end_it(rule: Rule) -> None:
    said = votes(("tea", Verb.REJECT))
    assert outcome(gate(rule), seats=(*SLATE, TAKER), votes=said) is Outcome.REJECTED
    said = votes(("ann", Verb.APPROVE), ("tea", Verb.REQUEST_CHANGES))
    assert outcome(gate(rule), seats=(*SLATE, TAKER), votes=said) is Outcome.RETURNED


@pytest.mark.parametrize("rule", SEVERAL)
def test_they_approve_in_nobodys_place(rule: Rule) -> None:
    said = votes(("tea", Verb.APPROVE), ("ann", Verb.APPROVE))
    assert outcome(gate(rule), seats=(*SLATE, TAKER), votes=said) is None


@pytest.mark.parametrize("rule", SEVERAL)
@given(
    said=st.permutations(["ann", "ben", "cat", "tea"]).flatmap(
        lambda order: st.tuples(*(st.tuples(st.just(who), VERBS) for who in order))
    ),
    how_many=st.integers(0, 4),
)
def test_nothing_passes_that_did_not_without_them(
    rule: Rule, said: tuple[tuple[str, Verb], ...], how_many: int
) -> None:
    given_votes = votes(*said[:how_many])
    own = [vote for vote in given_votes if vote.seat != "tea"]
    with_them = outcome(gate(rule), seats=(*SLATE, TAKER), votes=given_votes)
    if with_them is Outcome.APPROVED:
        assert outcome(gate(rule), seats=SLATE, votes=own) is Outcome.APPROVED
        assert any(vote.seat == "tea" and vote.verb is Verb.APPROVE for vote in given_votes)
    if how_many == len(said):
        assert with_them is not None, "everybody answered"


def test_where_all_are_only_heard_their_answer_stands_for_the_silent() -> None:
    heard = gate(Rule.EVERYONE_ANSWERS)
    seats = (*SLATE, TAKER)
    assert outcome(heard, seats=seats, votes=votes(("ann", Verb.APPROVE))) is None
    assert outcome(heard, seats=seats, votes=votes(("tea", Verb.APPROVE))) is Outcome.ANSWERED


def test_the_progress_counts_them_apart() -> None:
    said = votes(("ann", Verb.APPROVE))
    seen = progress(gate(Rule.N_OF_M), (*SLATE, TAKER), said)
    assert (seen.have, seen.need, seen.words) == (1, 3, "1 of 2 approvals, 0 of 1 added")
