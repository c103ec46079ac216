"""`decide()` as a table: who, when and what is refused, and how a request closes."""

from typing import Any
from uuid import uuid4

import pytest

from gates import errors
from gates.catalogue import BASELINE, EXECUTIVE_LOCK, REVIEW, TRADE_OFF
from gates.deciding import Ballot, Decision, Outcome, Waiting, decide, outcome
from gates.gate import Gate, Verb
from gates.people import Actor, Role, agent, person
from tests.stage import NOW

INES = person("ines", Role.COO)


def waiting(**changes: Any) -> Waiting:
    said: dict[str, Any] = {
        "closed": False,
        "brief_sha256": "b",
        "authors": frozenset({"marta"}),
        "options": frozenset({"early", "limit"}),
        "seats": frozenset({"ines", "marta"}),
        "answered": frozenset[str](),
    }
    return Waiting(**(said | changes))


def ballot(**changes: Any) -> Ballot:
    said: dict[str, Any] = {
        "decision_id": uuid4(),
        "verb": Verb.APPROVE,
        "brief_sha256": "b",
        "choice": "early",
    }
    return Ballot(**(said | changes))


def made(verb: Verb = Verb.APPROVE, by: str = "ines") -> Decision:
    return Decision(
        decision_id=uuid4(), by=by, verb=verb, choice=None, reason="", brief_sha256="b", at=NOW
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
            person("jonas", Role.OPERATIONS_LEAD),
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
            waiting(closed=True, answered=frozenset({"ines"})),
            ballot(),
            INES,
            errors.AlreadyDecided,
            id="answered",
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
        brief_sha256="b",
        at=NOW,
    )


@pytest.mark.parametrize(
    ("gate", "seats", "decisions", "closes"),
    [
        pytest.param(TRADE_OFF, 1, [], None, id="nobody yet"),
        pytest.param(TRADE_OFF, 2, [made()], Outcome.APPROVED, id="one is enough"),
        pytest.param(TRADE_OFF, 1, [made(Verb.REQUEST_CHANGES)], Outcome.RETURNED, id="returned"),
        pytest.param(EXECUTIVE_LOCK, 1, [made(Verb.REJECT)], Outcome.REJECTED, id="rejected"),
        pytest.param(REVIEW, 3, [made(), made(Verb.DISSENT, "priya")], None, id="one missing"),
        pytest.param(
            REVIEW, 2, [made(), made(Verb.DISSENT, "priya")], Outcome.ANSWERED, id="dissent"
        ),
    ],
)
def test_closes(gate: Gate, seats: int, decisions: list[Decision], closes: Outcome | None) -> None:
    assert outcome(gate, seats=seats, decisions=decisions) is closes


def test_a_refusal_says_what_to_do() -> None:
    assert errors.BriefMoved("Stake: €182k → €150k.").message == (
        "What you were shown has changed since. Nothing was decided; look at what moved. "
        "Stake: €182k → €150k."
    )
