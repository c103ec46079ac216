"""Process figures against numbers worked by hand, and what always holds of them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gates.action import ActionState
from gates.process.facts import ActionFact, AskedFact, CycleFacts, InputFact
from gates.process.figures import FIGURES, process_figures

AT = datetime(2026, 11, 2, 8, tzinfo=UTC)


def hours(number: float) -> datetime:
    return AT + timedelta(hours=number)


def asked(opened: float, closed: float | None, due: float = 100, **said: bool) -> AskedFact:
    return AskedFact(
        gate="review",
        opened_at=hours(opened),
        due_at=hours(due),
        closed_at=None if closed is None else hours(closed),
        escalated=said.get("escalated", False),
    )


def sent(version: int | None, accepted: float | None = 5, due: float = 10) -> InputFact:
    return InputFact(
        due_at=hours(due),
        first_at=hours(1),
        accepted_version=version,
        accepted_at=None if accepted is None else hours(accepted),
    )


def action(
    state: ActionState, done: float | None, due: float = 50, was: float = 50, **said: int
) -> ActionFact:
    return ActionFact(
        state=state,
        due_at=hours(due),
        original_due_at=hours(was),
        done_at=None if done is None else hours(done),
        escalations=said.get("escalations", 0),
    )


NOTHING = CycleFacts(
    name="November 2026",
    month=date(2026, 11, 1),
    opened_at=AT,
    ended_at=hours(100),
    asked=(),
    inputs=(),
    actions=(),
    mails={},
    refused=0,
    promised={},
)
LIVED = replace(
    NOTHING,
    asked=(
        asked(0, 10),
        asked(5, 20, due=15, escalated=True),
        asked(40, 42),
        asked(90, None, due=95),
    ),
    inputs=(sent(1), sent(2), sent(None, None), replace(sent(1, 12), first_at=None)),
    actions=(
        action(ActionState.DONE, 40),
        action(ActionState.DONE, 60, due=70),
        action(ActionState.ASSIGNED, None, escalations=2),
        action(ActionState.CANCELLED, None),
        action(ActionState.CARRIED, None, due=400, was=300),
    ),
    mails={"1": 6, "2": 3},
    refused=1,
)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("decision_latency", 10),  # of 10, 15 and 2
        ("gate_wait", 32),  # 0 to 20, 40 to 42, 90 to 100
        ("late_decisions", 50),
        ("inputs_in_time", 50),
        ("first_pass", 100 / 3),
        ("closed_in_time", 100 / 3),  # in time, late by its first day, open beyond it
        ("redated", 40),
        ("still_open", 1),
        ("escalations", 3),
        ("refused", 1),
        ("plan_change", None),
        ("touches", 4.5),
    ],
)
def test_by_hand(key: str, value: float | None) -> None:
    (row,) = [row for row in process_figures([LIVED]) if row.figure.key == key]
    assert row.values == (pytest.approx(value) if value is not None else None,)


def test_a_plan_is_compared_where_both_cover_a_day() -> None:
    def on(days: dict[int, int]) -> dict[tuple[str, str, date], int]:
        return {("production", "OAT", date(2026, 11, day)): much for day, much in days.items()}

    before = replace(NOTHING, promised=on({2: 50, 9: 100, 16: 100}))
    now = replace(NOTHING, promised=on({9: 80, 16: 100, 23: 500}))
    (row,) = [row for row in process_figures([before, now]) if row.figure.key == "plan_change"]
    assert row.values == (None, 10)


def test_of_nothing_nothing_is_said() -> None:
    said = {row.figure.key: row.values for row in process_figures([NOTHING])}
    assert {key for key, (value,) in said.items() if value is not None} == {
        "escalations",
        "refused",
    }


def test_each_is_named_once_with_its_formula() -> None:
    assert len({one.key for one in FIGURES}) == len({one.name for one in FIGURES}) == len(FIGURES)
    assert all(one.says.endswith(".") for one in FIGURES)


spans = st.tuples(st.floats(0, 90), st.floats(0, 30)).map(
    lambda span: asked(span[0], min(span[0] + span[1], 100))
)


@given(st.lists(spans, min_size=1, max_size=8), spans)
def test_another_gate_never_shortens_the_wait(some: list[AskedFact], more: AskedFact) -> None:
    rows = process_figures(
        [replace(NOTHING, asked=tuple(some)), replace(NOTHING, asked=(*some, more))]
    )
    (before, after) = next(row.values for row in rows if row.figure.key == "gate_wait")
    assert before is not None
    assert after is not None
    assert 0 <= before <= after + 1e-9 <= 100 + 1e-9
