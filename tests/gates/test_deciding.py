"""`decide()` as a table: who, when and what is refused, and for whom somebody may speak."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from gates import errors
from gates.authority import Limit, Purse, Spent
from gates.catalogue import BASELINE, EXECUTIVE_LOCK, TRADE_OFF
from gates.deciding import Ballot, Decision, Parties, Waiting, decide
from gates.delegating import Delegation, DelegationKind
from gates.gate import Gate, Rule, Verb
from gates.people import Actor, Role, agent, person
from gates.seating import Chair, Why
from gates.tiers import Assurance
from tests.stage import NOW

INES = person("ines", Role.COO)


def chair(key: str, position: int = 0) -> Chair:
    why = Why(rule="role coo", data=key, version="v1")
    return Chair(holder=key, group="coo", position=position, why=why)


def delegation(**changes: Any) -> Delegation:
    """Ines lets Jonas answer for her, from an hour ago for a day."""
    said: dict[str, Any] = {
        "id": 7,
        "kind": DelegationKind.DELEGATION,
        "giver": "ines",
        "receiver": "jonas",
        "gates": frozenset[str](),
        "request": None,
        "starts_at": NOW - timedelta(hours=1),
        "ends_at": NOW + timedelta(days=1),
        "limit_eur": None,
    }
    return Delegation(**(said | changes))


def waiting(**changes: Any) -> Waiting:
    said: dict[str, Any] = {
        "request": "r1",
        "closed": False,
        "brief_sha256": "b",
        "parties": Parties(
            authors=frozenset({"marta"}),
            submitters=frozenset({"erik"}),
            recommenders=frozenset({"sofie"}),
        ),
        "amounts": {None: Decimal(50), "early": Decimal(100), "limit": Decimal(0)},
        "seats": tuple(chair(key) for key in ("ines", "marta", "erik", "sofie")),
        "roles": dict.fromkeys(("ines", "marta", "erik", "sofie"), Role.COO),
        "delegations": (delegation(),),
    }
    return Waiting(**(said | changes))


def ballot(**changes: Any) -> Ballot:
    said: dict[str, Any] = {
        "decision_id": uuid4(),
        "verb": Verb.APPROVE,
        "brief_sha256": "b",
        "choice": "early",
        "assurance": Assurance.STEPPED_UP,
    }
    return Ballot(**(said | changes))


def made(verb: Verb = Verb.APPROVE, by: str = "ines", seat: str | None = None) -> Decision:
    return Decision(
        decision_id=uuid4(),
        by=by,
        seat=seat or by,
        verb=verb,
        choice=None,
        reason="",
        brief_sha256="b",
        at=NOW,
    )


@pytest.mark.parametrize(
    ("gate", "state", "said", "by", "refusal"),
    [
        pytest.param(
            TRADE_OFF, waiting(), ballot(), agent("monitor"), errors.AgentsDoNotDecide, id="agent"
        ),
        pytest.param(
            TRADE_OFF,
            waiting(),
            ballot(),
            person("priya", Role.FINANCE_LEAD),
            errors.NotYourDecision,
            id="no seat",
        ),
        pytest.param(
            TRADE_OFF,
            waiting(),
            ballot(),
            person("marta", Role.SALES_LEAD),
            errors.AuthorCannotDecide,
            id="author",
        ),
        pytest.param(
            TRADE_OFF,
            waiting(closed=True, decisions=(made(),)),
            ballot(),
            INES,
            errors.AlreadyDecided,
            id="answered",
        ),
        pytest.param(
            TRADE_OFF,
            waiting(),
            ballot(),
            person("erik", Role.REGIONAL_PLANNER),
            errors.SubmitterCannotDecide,
            id="submitter",
        ),
        pytest.param(
            TRADE_OFF,
            waiting(),
            ballot(),
            person("sofie", Role.SOP_LEAD),
            errors.RecommenderCannotDecide,
            id="recommender",
        ),
        pytest.param(
            TRADE_OFF, waiting(closed=True), ballot(), INES, errors.RequestClosed, id="closed"
        ),
        pytest.param(
            TRADE_OFF, waiting(brief_sha256="c"), ballot(), INES, errors.BriefMoved, id="moved"
        ),
        pytest.param(
            TRADE_OFF,
            waiting(),
            ballot(verb=Verb.DISSENT, reason="no"),
            INES,
            errors.VerbNotAllowed,
            id="verb",
        ),
        pytest.param(
            EXECUTIVE_LOCK,
            waiting(),
            ballot(verb=Verb.REJECT, choice=None, reason=" "),
            INES,
            errors.ReasonMissing,
            id="no reason",
        ),
        pytest.param(
            TRADE_OFF,
            waiting(),
            ballot(reason="x" * 2001),
            INES,
            errors.ReasonTooLong,
            id="long reason",
        ),
        pytest.param(
            TRADE_OFF, waiting(), ballot(choice=None), INES, errors.ChoiceMissing, id="no choice"
        ),
        pytest.param(
            TRADE_OFF, waiting(), ballot(choice="x"), INES, errors.ChoiceMissing, id="other choice"
        ),
        pytest.param(
            BASELINE, waiting(), ballot(), INES, errors.VerbNotAllowed, id="choice not asked for"
        ),
    ],
)
def test_refused(
    gate: Gate, state: Waiting, said: Ballot, by: Actor, refusal: type[errors.Refusal]
) -> None:
    with pytest.raises(refusal):
        decide(gate, waiting=state, ballot=said, by=by, at=NOW)


def test_a_decision_says_what_was_decided_on() -> None:
    said = ballot(reason="  worth it ")
    decision = decide(TRADE_OFF, waiting=waiting(), ballot=said, by=INES, at=NOW)
    assert decision == Decision(
        decision_id=said.decision_id,
        by="ines",
        verb=Verb.APPROVE,
        choice="early",
        reason="worth it",
        seat="ines",
        brief_sha256="b",
        at=NOW,
        amount_eur=Decimal(100),
    )


JONAS = person("jonas", Role.OPERATIONS_LEAD)


def test_a_delegate_decides_for_the_seat_and_both_are_named() -> None:
    decision = decide(TRADE_OFF, waiting=waiting(), ballot=ballot(), by=JONAS, at=NOW)
    assert (decision.by, decision.seat, decision.delegation) == ("jonas", "ines", 7)


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        pytest.param({"ends_at": NOW}, errors.NotYourDecision, id="over"),
        pytest.param({"starts_at": NOW + timedelta(hours=1)}, errors.NotYourDecision, id="early"),
        pytest.param({"revoked_at": NOW}, errors.NotYourDecision, id="revoked"),
        pytest.param({"gates": frozenset({"baseline"})}, errors.NotYourDecision, id="gate"),
        pytest.param({"request": "r2"}, errors.NotYourDecision, id="other request"),
        pytest.param({"giver": "priya"}, errors.NotYourDecision, id="giver has no seat"),
        pytest.param({"giver": "marta"}, errors.AuthorCannotDecide, id="for an author"),
        pytest.param({"limit_eur": Decimal(99)}, errors.OverDelegation, id="over its limit"),
    ],
)
def test_a_delegation_reaches_no_further_than_it_says(
    given: dict[str, Any], refusal: type[errors.Refusal]
) -> None:
    state = waiting(delegations=(delegation(**given),))
    with pytest.raises(refusal):
        decide(TRADE_OFF, waiting=state, ballot=ballot(), by=JONAS, at=NOW)


def test_a_delegation_never_reaches_who_took_part() -> None:
    state = waiting(delegations=(delegation(receiver="erik"),))
    with pytest.raises(errors.SubmitterCannotDecide):
        decide(
            TRADE_OFF,
            waiting=state,
            ballot=ballot(seat="ines"),
            by=person("erik", Role.REGIONAL_PLANNER),
            at=NOW,
        )


def test_one_person_fills_one_seat() -> None:
    state = waiting(
        seats=(chair("ines"), chair("jonas")),
        roles={"ines": Role.COO, "jonas": Role.OPERATIONS_LEAD},
        decisions=(made(by="jonas"),),
    )
    with pytest.raises(errors.OnePersonOneSeat):
        decide(TRADE_OFF, waiting=state, ballot=ballot(seat="ines"), by=JONAS, at=NOW)


def test_who_may_act_for_two_says_for_whom() -> None:
    state = waiting(
        seats=(chair("ines"), chair("priya")),
        roles={"ines": Role.COO, "priya": Role.FINANCE_LEAD},
        delegations=(delegation(), delegation(id=8, giver="priya")),
    )
    with pytest.raises(errors.SayForWhom):
        decide(TRADE_OFF, waiting=state, ballot=ballot(), by=JONAS, at=NOW)
    said = decide(TRADE_OFF, waiting=state, ballot=ballot(seat="priya"), by=JONAS, at=NOW)
    assert (said.seat, said.delegation) == ("priya", 8)


def test_splitting_gets_nobody_past_a_limit() -> None:
    limits = (Limit(person="ines", gate="trade_off", limit_eur=Decimal(150)),)
    before = (Spent(person="ines", gate="trade_off", amount_eur=Decimal(60), delegation=9),)
    with pytest.raises(errors.OverAuthority, match="€100; €90"):
        decide(
            TRADE_OFF,
            waiting=waiting(purse=Purse(limits=limits, spent=before)),
            ballot=ballot(),
            by=JONAS,
            at=NOW,
        )
    free = waiting(purse=Purse(limits=limits, spent=before))
    made_freely = decide(TRADE_OFF, waiting=free, ballot=ballot(choice="limit"), by=INES, at=NOW)
    assert made_freely.amount_eur == 0


def test_in_a_sequence_the_second_waits_for_the_first() -> None:
    gate = replace(TRADE_OFF, rule=Rule.SEQUENCE)
    state = waiting(
        seats=(chair("jonas", 0), chair("ines", 1)),
        roles={"ines": Role.COO, "jonas": Role.OPERATIONS_LEAD},
        delegations=(),
    )
    with pytest.raises(errors.NotYourTurn):
        decide(gate, waiting=state, ballot=ballot(), by=INES, at=NOW)
    after = replace(state, decisions=(made(by="jonas"),))
    assert decide(gate, waiting=after, ballot=ballot(), by=INES, at=NOW).by == "ines"


def test_a_refusal_says_what_to_do() -> None:
    assert errors.BriefMoved("Stake: €182k → €150k.").message == (
        "What you were shown has changed since. Nothing was decided; look at what moved. "
        "Stake: €182k → €150k."
    )
