"""Over random organisations with delegations: whoever took part never decides, in any way."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

import pytest

from gates import errors
from gates.catalogue import EXECUTIVE_LOCK
from gates.deciding import Ballot, Decision, Parties, Waiting, decide, votes_of
from gates.delegating import Delegation, DelegationKind
from gates.gate import Gate, Rule, Verb
from gates.people import Role, agent, person
from gates.rules import outcome
from gates.seating import Chair, Why
from gates.tiers import Assurance
from tests.stage import NOW

ORGANISATIONS = 2_000
WHY = Why(rule="r", data="d", version="v")


def organisation(chance: Random) -> tuple[Gate, Waiting, list[str]]:
    """Up to eight people, any of whom may be author, submitter, seat, giver or receiver."""
    people = [f"p{n}" for n in range(chance.randint(2, 8))]
    seated = chance.sample(people, chance.randint(1, len(people)))
    gate = replace(EXECUTIVE_LOCK, rule=chance.choice([Rule.ALL, Rule.N_OF_M]), needed=2)
    state = Waiting(
        request="r",
        closed=False,
        brief_sha256="b",
        parties=Parties(
            authors=some(people, chance),
            submitters=some(people, chance),
            recommenders=some(people, chance),
        ),
        amounts={None: Decimal(1)},
        seats=tuple(Chair(holder=k, group="g", position=0, why=WHY) for k in seated),
        roles=dict.fromkeys(seated, Role.COO),
        delegations=tuple(
            delegated(n, chance.sample(people, 2), chance)
            for n in range(chance.randint(0, 2 * len(people)))
        ),
    )
    return gate, state, people


def some(people: list[str], chance: Random) -> frozenset[str]:
    return frozenset(chance.sample(people, chance.randint(0, min(2, len(people)))))


def delegated(number: int, pair: list[str], chance: Random) -> Delegation:
    giver, receiver = pair
    starts = NOW + timedelta(hours=chance.randint(-48, 12))
    return Delegation(
        id=number,
        kind=DelegationKind.DELEGATION,
        giver=giver,
        receiver=receiver,
        gates=frozenset(),
        request=None,
        starts_at=starts,
        ends_at=starts + timedelta(hours=chance.randint(12, 96)),
        limit_eur=None,
        revoked_at=NOW if chance.random() < 0.1 else None,
    )


def everybody_tries(gate: Gate, state: Waiting, people: list[str], chance: Random) -> Waiting:
    """Each tries their own seat and everybody else's, in any order, until it closes."""
    tries = [(by, seat) for by in people for seat in [None, *people]]
    chance.shuffle(tries)
    for number, (by, seat) in enumerate(tries):
        ballot = Ballot(
            decision_id=UUID(int=number),
            verb=Verb.APPROVE,
            brief_sha256="b",
            seat=seat,
            assurance=Assurance.STEPPED_UP,
        )
        try:
            made = decide(gate, waiting=state, ballot=ballot, by=person(by, Role.COO), at=NOW)
        except errors.Refusal:
            continue
        state = replace(state, decisions=(*state.decisions, made))
        closes = outcome(gate, seats=state.seats, votes=votes_of(state.decisions))
        if closes is not None:
            return replace(state, closed=True)
    return state


def offends(state: Waiting, made: Decision) -> bool:
    took_part = state.parties.authors | state.parties.submitters | state.parties.recommenders
    given = next((d for d in state.delegations if d.id == made.delegation), None)
    allowed = made.by == made.seat or (
        given is not None
        and (given.giver, given.receiver) == (made.seat, made.by)
        and given.covers("executive_lock", "r", NOW)
    )
    return bool({made.by, made.seat} & took_part) or not allowed


def test_nobody_who_took_part_decides_and_nobody_decides_twice() -> None:
    decided = delegates = 0
    for seed in range(ORGANISATIONS):
        chance = Random(seed)
        gate, state, people = organisation(chance)
        after = everybody_tries(gate, state, people, chance)
        assert not [made for made in after.decisions if offends(after, made)], seed
        actors = [made.by for made in after.decisions]
        assert len(set(actors)) == len(actors), seed
        decided += len(actors)
        delegates += sum(made.by != made.seat for made in after.decisions)
    assert decided > ORGANISATIONS, decided
    assert delegates > ORGANISATIONS / 10, delegates


def test_an_agent_never_decides_whatever_it_is_given() -> None:
    for seed in range(200):
        chance = Random(seed)
        gate, state, people = organisation(chance)
        for key in people:
            ballot = Ballot(decision_id=UUID(int=1), verb=Verb.APPROVE, brief_sha256="b")
            with pytest.raises(errors.AgentsDoNotDecide):
                decide(gate, waiting=state, ballot=ballot, by=agent(key), at=NOW)
