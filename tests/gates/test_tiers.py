"""What a tier asks for and permits, and how surely whoever answers must be known."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from gates import errors
from gates.catalogue import EXECUTIVE_LOCK, GATES, TRADE_OFF
from gates.deciding import Ballot, decide
from gates.gate import Verb
from gates.tiers import POLICIES, Assurance, Tier
from tests.gates.test_deciding import INES, ballot, waiting
from tests.stage import NOW

MAIL, SESSION, STEPPED_UP = Assurance


@pytest.mark.parametrize(
    ("tier", "assurance", "refusal"),
    [
        (Tier.LOW, MAIL, None),
        (Tier.LOW, SESSION, None),
        (Tier.MEDIUM, MAIL, errors.MailMayNotDecide),
        (Tier.MEDIUM, SESSION, None),
        (Tier.HIGH, MAIL, errors.MailMayNotDecide),
        (Tier.HIGH, SESSION, errors.StepUpNeeded),
        (Tier.HIGH, STEPPED_UP, None),
    ],
)
def test_who_is_known_too_little_is_refused(
    tier: Tier, assurance: Assurance, refusal: type[errors.Refusal] | None
) -> None:
    gate, said = replace(TRADE_OFF, tier=tier), ballot(assurance=assurance)
    if refusal is None:
        assert decide(gate, waiting=waiting(), ballot=said, by=INES, at=NOW).choice == "early"
        return
    with pytest.raises(refusal):
        decide(gate, waiting=waiting(), ballot=said, by=INES, at=NOW)


def test_nobody_proves_who_they_are_for_an_answer_that_cannot_be_taken() -> None:
    with pytest.raises(errors.BriefMoved):
        decide(
            TRADE_OFF,
            waiting=waiting(brief_sha256="c"),
            ballot=ballot(assurance=SESSION),
            by=INES,
            at=NOW,
        )


def test_an_answer_is_no_surer_than_a_session_unless_somebody_says_so() -> None:
    said = Ballot(decision_id=uuid4(), verb=Verb.APPROVE, brief_sha256="b")
    assert said.assurance is SESSION


def test_more_at_stake_never_asks_for_less() -> None:
    low, medium, high = (POLICIES[tier] for tier in (Tier.LOW, Tier.MEDIUM, Tier.HIGH))
    assert low.least < medium.least < high.least
    assert low.undo_window <= medium.undo_window <= high.undo_window
    assert not any(policy.mail_reply or policy.together for policy in (medium, high))


def test_a_gate_may_hold_its_effects_otherwise_than_its_tier() -> None:
    assert GATES["trade_off"].undo_window == timedelta(0)
    assert GATES["executive_lock"].undo_window == timedelta(minutes=30)
    longer = replace(EXECUTIVE_LOCK, holds_effects=timedelta(hours=2))
    assert longer.undo_window == timedelta(hours=2)
