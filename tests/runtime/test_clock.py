"""The counted clock: asks rarely, and is right in between."""

from datetime import datetime, timedelta

import pytest

from runtime import clock
from tests.stage import NOW


class Asked:
    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> datetime:
        self.times += 1
        return NOW + timedelta(hours=self.times)


@pytest.fixture
def counter(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    count = [100.0]
    monkeypatch.setattr(clock, "_counter_s", lambda: count[0])
    return count


def test_it_counts_on_from_the_last_answer(counter: list[float]) -> None:
    asked = Asked()
    now = clock.counted(asked)
    first = now()
    counter[0] += 0.25
    assert now() == first + timedelta(seconds=0.25)
    assert asked.times == 1


@pytest.mark.parametrize("passed_s", [clock.ASK_AGAIN_S, 3600, -5])
def test_it_asks_again_after_a_while_and_after_any_leap(
    counter: list[float], passed_s: float
) -> None:
    asked = Asked()
    now = clock.counted(asked)
    now()
    counter[0] += passed_s
    assert now() == NOW + timedelta(hours=2)
