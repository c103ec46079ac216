"""A child that is ready does its one piece of work; another takes its place; none outlives us."""

import os

import pytest

from runtime.apart import Limits, TookTooLong, start_child, work_in
from runtime.spare import Spare


def test_without_one_kept_each_piece_of_work_has_its_own() -> None:
    spare = Spare()
    first, second = spare.run(os.getpid), spare.run(os.getpid)
    assert len({first, second, os.getpid()}) == 3
    spare.close()


def test_the_one_that_waits_is_used_once_and_replaced() -> None:
    spare = Spare()
    spare.keep()
    waiting = spare._waiting
    assert waiting is not None
    assert spare.run(os.getpid) == waiting.pid
    after = spare._waiting
    assert after is not None
    assert after.pid != waiting.pid
    spare.close()
    assert after.wait(timeout=10) != 0


def test_one_that_died_meanwhile_is_no_trouble() -> None:
    spare = Spare()
    spare.keep()
    waiting = spare._waiting
    assert waiting is not None
    waiting.kill()
    waiting.wait(timeout=10)
    assert spare.run(os.getpid) != waiting.pid
    spare.close()


def test_nobody_who_asks_for_work_ends_it() -> None:
    child = start_child("json")
    with child:
        assert child.stdin is not None
        child.stdin.close()
        assert child.wait(timeout=10) == 0


def test_limits_hold_in_a_child_that_was_ready() -> None:
    limits = Limits(memory_mb=1024, cpu_seconds=1, wall_seconds=20)
    with pytest.raises(TookTooLong):
        work_in(start_child(), sum, range(10**10), limits=limits)
