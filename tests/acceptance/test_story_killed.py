"""The worker is killed at every named point of the story; the story ends the same."""

import ast
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from tests.acceptance import story

ROOMS = ("graphs", "runtime")
ELSEWHERE = frozenset(
    {
        "decision.before_commit",  # people decide in the demo's own process: test_take_over
        "decision.committed",
        "decision.withdrawn",
        "together.before_commit",  # several at once: tests/api/test_together.py
        "together.committed",
        "request.chased",  # nobody is late in it: tests/runtime/test_chasing.py
        "reply.told",  # nobody decides by mail: tests/runtime/test_mail_deciding.py
        "receive.kept",  # and hand in their mail there: test_mailbox_reading
        "receive.committed",
        "action.reminder_worded",  # before and after a reminder: tests/failure/test_chase_killed.py
        "action.offered",  # nobody hands an action over in it: tests/graphs/test_changing_hands.py
        "late_input.read",  # nothing comes after the freeze: tests/graphs/test_input_request.py
        "change.read",  # and change an option or take an answer back: tests/graphs/test_taking_back
        "change.computed",
        "playbook.asked",  # nobody tunes anything in it: tests/graphs/test_playbook_change.py
        "playbook.settled",
        "cycle.reopened",  # roads this story doesn't take: tests/graphs
        "cycle.sent_back",
        "cycle.condition_watched",
        "cycle.condition_ended",
        "change.recomputed",
        "change.weighed",
        "change.reopened",
        "change.settled",
        "cycle.scored",  # nobody reports in it what happened: tests/graphs/test_actuals
        "input.clarified",
        "input.escalated",
    }
)
TOGETHER = 40
BY_CHANCE = frozenset({"bell.answered", "bell.heard"})
"""Among so many deaths a bell may find nobody who hears it: tests/runtime/test_bell.py."""


def named_points() -> list[str]:
    """Every point the code names, read from the code, so that none is forgotten."""
    found: set[str] = set()
    for room in ROOMS:
        for path in (story.ROOT / room).rglob("*.py"):
            found |= set(_points_in(path))
    return sorted(found)


def _points_in(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and called(node) == "reached":
            (name,) = node.args
            if isinstance(name, ast.Constant):
                yield str(name.value)


def called(node: ast.Call) -> str:
    return ast.unparse(node.func).rpartition(".")[2]


POINTS = [point for point in named_points() if point not in ELSEWHERE]
POINTS_TOGETHER = [POINTS[at : at + TOGETHER] for at in range(0, len(POINTS), TOGETHER)]


def test_the_points_are_found() -> None:
    assert len(POINTS) > 20
    assert set(named_points()) >= ELSEWHERE
    assert list(islice((point for group in POINTS_TOGETHER for point in group), 100)) == POINTS


def ends_the_same(points: list[str], *, by_chance: frozenset[str] = frozenset()) -> None:
    report = story.live(kill_at=",".join(points))
    assert set(points) - set(report["died_at"]) <= by_chance
    assert report["restarts"] == len(report["died_at"])
    assert report["happened"] == story.expected()
    assert [proof for proof in report["proofs"] if proof["offenders"]] == []


@pytest.mark.heavy
@pytest.mark.parametrize("points", POINTS_TOGETHER, ids=["+".join(p) for p in POINTS_TOGETHER])
def test_killed_at(points: list[str]) -> None:
    ends_the_same(points, by_chance=BY_CHANCE)


@pytest.mark.long
@pytest.mark.parametrize("point", POINTS)
def test_killed_once_at(point: str) -> None:
    ends_the_same([point])
