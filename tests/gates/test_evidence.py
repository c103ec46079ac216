"""An action closes by evidence that meets its predicate, and only along its life."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gates.action import MOVES, OPEN, ActionState, move
from gates.errors import MoveNotAllowed
from gates.evidence import (
    DoneWhen,
    Evidence,
    EvidenceKind,
    is_done,
    plain_predicate,
    restore_predicate,
)

NEEDED = DoneWhen(
    kind=EvidenceKind.CONFIRMED_QUANTITY,
    says="a confirmed 46,000 l by 11 Dec",
    at_least=Decimal(46_000),
    by=date(2026, 12, 11),
)


def confirmed(**changes: Any) -> Evidence:
    said: dict[str, Any] = {
        "kind": EvidenceKind.CONFIRMED_QUANTITY,
        "by_person": "tomas",
        "source": "message:7",
        "quantity": Decimal(46_000),
        "by": date(2026, 12, 11),
    }
    return Evidence(**(said | changes))


@pytest.mark.parametrize(
    ("evidence", "why"),
    [
        pytest.param(confirmed(quantity=Decimal(45_999)), "below", id="too little"),
        pytest.param(confirmed(quantity=None), "names no quantity", id="no quantity"),
        pytest.param(confirmed(by=date(2026, 12, 12)), "after", id="too late"),
        pytest.param(confirmed(by=None), "names no date", id="no date"),
        pytest.param(confirmed(kind=EvidenceKind.STATEMENT), "needs", id="only words"),
    ],
)
def test_does_not_close(evidence: Evidence, why: str) -> None:
    verdict = is_done(NEEDED, evidence)
    assert not verdict.done
    assert why in verdict.why


def test_closes() -> None:
    assert is_done(NEEDED, confirmed()).done


def test_a_file_must_be_there() -> None:
    needed = DoneWhen(kind=EvidenceKind.FILE, says="the new schedule")
    nothing = Evidence(kind=EvidenceKind.FILE, by_person="jonas", source="message:8")
    assert not is_done(needed, nothing).done


@given(
    st.builds(
        DoneWhen,
        kind=st.sampled_from(EvidenceKind),
        says=st.text(),
        at_least=st.none() | st.decimals(0, 10**9, places=2),
        at_most=st.none() | st.decimals(0, 10**9, places=2),
        by=st.none() | st.dates(),
    )
)
def test_a_predicate_survives_storing(done_when: DoneWhen) -> None:
    assert restore_predicate(plain_predicate(done_when)) == done_when


@given(st.lists(st.sampled_from(ActionState), max_size=12))
def test_an_ended_action_never_moves(steps: list[ActionState]) -> None:
    now = ActionState.WAITING
    for to in steps:
        ended = now not in OPEN
        try:
            now = move(now, to)
        except MoveNotAllowed:
            assert ended or to not in MOVES[now]
        else:
            assert not ended
