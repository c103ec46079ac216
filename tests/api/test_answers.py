"""Who may answer what, in words that say exactly what they do."""

from dataclasses import replace

import pytest

from api.views.decision import RequestFacts, decision_view
from gates.catalogue import LATE_ACTION
from tests.api.examples import BRIEF, INES, REVIEW_REQUEST, TRADE_OFF_REQUEST


def labels(facts: RequestFacts) -> list[str]:
    answers = decision_view(facts, INES).answers
    assert answers.primary
    return [answer.label for answer in (answers.primary, *answers.others, *answers.instead)]


def test_a_deciding_gate_approves() -> None:
    assert labels(TRADE_OFF_REQUEST) == [
        "Approve Build early",
        "Request changes",
        "Approve Do nothing",
        "Approve Limit promotion",
        "Approve Lower non-core",
        "Approve Mix",
    ]


def test_a_review_endorses_or_dissents() -> None:
    assert labels(REVIEW_REQUEST)[:2] == ["Endorse Build early", "Dissent"]


def test_a_gate_with_nothing_to_approve_only_chooses() -> None:
    late = replace(TRADE_OFF_REQUEST, gate=LATE_ACTION)
    assert labels(late)[0] == "Choose “Build early”"


def test_answers_name_what_was_shown() -> None:
    answers = decision_view(TRADE_OFF_REQUEST, INES).answers
    assert answers.primary
    assert TRADE_OFF_REQUEST.brief_sha256 in answers.primary.href


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        pytest.param(replace(TRADE_OFF_REQUEST, outcome="approved"), "is closed", id="closed"),
        pytest.param(
            replace(TRADE_OFF_REQUEST, seats=REVIEW_REQUEST.seats[:2]),
            "reading along",
            id="no seat",
        ),
        pytest.param(
            replace(TRADE_OFF_REQUEST, brief=replace(BRIEF, authors=("ines",))),
            "another person must",
            id="author",
        ),
    ],
)
def test_says_why_there_is_nothing_to_answer(facts: RequestFacts, why: str) -> None:
    answers = decision_view(facts, INES).answers
    assert answers.primary is None
    assert why in answers.why_not
