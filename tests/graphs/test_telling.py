"""How far work is, is written now and then, and never stops the work."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from graphs.case_state import CaseState
from graphs.telling import Keeping
from store import in_hand
from store.in_hand import HowFar

BEGAN = datetime(2026, 11, 5, 8, tzinfo=UTC)
STATE = CaseState(company_id=1, case_id="cycle:1")


class Clock:
    def __init__(self) -> None:
        self.now = BEGAN


def keeping(clock: Clock, *, cut: bool = False) -> Keeping:
    @contextmanager
    def sessions(_company_id: int) -> Iterator[object]:
        if cut:
            raise OperationalError("insert", {}, Exception("the server went away"))
        yield object()

    tools: Any = SimpleNamespace(now=lambda: clock.now, sessions=sessions)
    return Keeping(tools, STATE)


def test_a_stage_is_written_at_once_and_its_steps_three_times_a_second_at_most(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written: list[tuple[str, int]] = []

    def say(_session: object, _company_id: int, _case_id: str, how_far: HowFar) -> None:
        written.append((how_far.stage, how_far.done))

    monkeypatch.setattr(in_hand, "say", say)
    clock = Clock()
    hear = keeping(clock)
    for done in range(5):
        hear("search", "", done, 16)
        clock.now += timedelta(seconds=0.1)
    hear("range", "", 0, 1)
    assert written == [("search", 0), ("search", 3), ("range", 0)]


def test_a_database_that_is_away_is_no_reason_to_stop() -> None:
    keeping(Clock(), cut=True)("option", "Build early", 1, 5)
