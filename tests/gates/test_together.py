"""What may be answered in one go: one kind, one answer, little at stake."""

from dataclasses import replace
from uuid import uuid4

import pytest

from gates import errors
from gates.catalogue import GATES, MISSING_INPUT, TRADE_OFF
from gates.deciding import Ballot
from gates.gate import Gate, Verb
from gates.together import TOGETHER_MAX, check_together, shared_options
from tests.gates.test_reply_lines import BRIEF, option


def ballots(*choices: str) -> list[Ballot]:
    return [
        Ballot(decision_id=uuid4(), verb=Verb.APPROVE, brief_sha256="b", choice=choice)
        for choice in choices
    ]


def test_one_kind_and_one_answer_may() -> None:
    check_together(["missing_input"] * 3, MISSING_INPUT, ballots("wait", "wait", "wait"))


@pytest.mark.parametrize(
    ("names", "gate", "choices", "refusal"),
    [
        pytest.param(
            ["missing_input", "trade_off"],
            MISSING_INPUT,
            ["wait", "wait"],
            errors.SeveralGates,
            id="two kinds",
        ),
        pytest.param(["trade_off"], TRADE_OFF, ["early"], errors.NotTogether, id="high tier"),
        pytest.param(
            ["missing_input"] * 2, MISSING_INPUT, ["wait", "go"], errors.SeveralAnswers, id="two"
        ),
        pytest.param(
            ["missing_input"] * (TOGETHER_MAX + 1),
            MISSING_INPUT,
            ["wait"] * (TOGETHER_MAX + 1),
            errors.TooManyTogether,
            id="too many",
        ),
    ],
)
def test_anything_else_may_not(
    names: list[str], gate: Gate, choices: list[str], refusal: type[errors.Refusal]
) -> None:
    with pytest.raises(refusal):
        check_together(names, gate, ballots(*choices))


def test_no_gate_above_the_low_tier_may() -> None:
    assert {name for name, gate in GATES.items() if gate.policy.together} == {"missing_input"}


def test_only_what_all_offer_under_one_name_can_be_said_to_all() -> None:
    other = replace(BRIEF, options=(BRIEF.options[0], option("substitute", "Something else")))
    assert [one.key for one in shared_options([BRIEF, BRIEF])] == ["wait", "substitute"]
    assert [one.key for one in shared_options([BRIEF, other])] == ["wait"]
    assert shared_options([]) == ()
