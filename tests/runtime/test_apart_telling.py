"""Work in a child process says how far it is, and whoever hears is told while it goes on."""

from pathlib import Path
from threading import Event

import pytest

from graphs.tools import Hear, WorkFailed
from runtime.apart import Limits, run_apart
from runtime.apart_telling import MARK
from tests.runtime.telling_work import dying, forging, telling

LIMITS = Limits(memory_mb=2048, cpu_seconds=20, wall_seconds=30)


def test_each_word_is_heard_in_order_and_the_answer_comes_as_ever() -> None:
    heard: list[tuple[str, str, int, int]] = []
    hear: Hear = lambda *said: heard.append(said)  # noqa: E731 (a list that listens)
    assert run_apart(telling, 3, limits=LIMITS, hear=hear) == "told 3"
    assert heard == [("option", f"“{at}”", at, 3) for at in range(3)]


def test_it_is_heard_while_the_work_still_goes_on(tmp_path: Path) -> None:
    """The work waits for a file that only the hearing makes."""
    sign, over = tmp_path / "heard", Event()

    def hear(_stage: str, _what: str, done: int, _of: int) -> None:
        if not done:
            sign.touch()
            over.set()

    assert run_apart(telling, 2, str(sign), limits=LIMITS, hear=hear) == "told 2"
    assert over.is_set()


def test_what_only_looks_like_a_word_is_not_heard() -> None:
    heard: list[str] = []
    hear: Hear = lambda stage, *_: heard.append(stage)  # noqa: E731 (a list that listens)
    assert run_apart(forging, MARK, limits=LIMITS, hear=hear) == "forged"
    assert heard == ["as it should be"]


def test_last_words_of_a_child_that_dies_are_still_known() -> None:
    with pytest.raises(WorkFailed, match="nothing more to say"):
        run_apart(dying, limits=LIMITS, hear=lambda *_: None)


def test_without_anybody_who_hears_the_work_is_handed_nothing_more() -> None:
    assert run_apart(len, (1, 2, 3), limits=LIMITS) == 3
