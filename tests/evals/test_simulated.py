"""Simulated companies: the same seed the same bytes, whole, honest, replayed to the very events."""

import json
from collections import Counter
from pathlib import Path

from evals.recording.recording import Recording, read
from evals.recording.verifying import problems
from evals.replay.candidate import live
from evals.replay.same import same
from evals.sim.corpus import corpus
from evals.sim.planted import BLOCK, KINDS
from gates.playbook import Playbook


def test_every_simulated_cycle_is_whole_and_gives_its_own_events(
    simulated: list[Recording],
) -> None:
    for recording in simulated:
        assert list(problems(recording.folder)) == []
        assert same(recording).first is None


def test_the_same_seed_gives_the_same_bytes_and_another_does_not(tmp_path: Path) -> None:
    made = [
        [read(f).cycle["root_hash"] for f in corpus(seed, 2, 2, Playbook(), tmp_path / str(n))]
        for n, seed in enumerate(("a", "a", "b"))
    ]
    assert made[0] == made[1]
    assert not set(made[0]) & set(made[2])


def test_people_correct_answer_late_and_are_taken_to_others(simulated: list[Recording]) -> None:
    """What a metric can move on is there; otherwise it could only ever say that all is well."""
    verbs = Counter(
        event.data["verb"] for r in simulated for event in r.events if event.type == "gate.decided"
    )
    types = Counter(event.type for r in simulated for event in r.events)
    judged = Counter(
        event.data.get("again") for r in simulated for event in r.events
        if event.type == "change.judged"
    )  # fmt: skip
    assert verbs["dissent"] > 5
    assert verbs["reject"] > 3
    assert types["gate.asked"] > 20
    assert judged[True] > 5
    assert judged[False] > 5


def test_planted_problems_and_decoys_come_at_an_equal_rate(development: list[Recording]) -> None:
    truth = [
        one
        for r in development
        for one in json.loads((r.folder / "sealed" / "truth.json").read_text())["issues"]
    ]
    real = sum(one["real"] for one in truth)
    assert 0.42 < real / len(truth) < 0.58
    assert {one["kind"] for one in truth} == KINDS.keys()
    assert set(KINDS.values()) >= BLOCK


def test_what_is_sealed_is_nowhere_a_replay_reads(simulated: list[Recording]) -> None:
    for recording in simulated[:6]:
        best = json.loads((recording.folder / "sealed" / "truth.json").read_text())["best"]
        readable = [
            p for p in recording.folder.rglob("*") if p.is_file() and "sealed" not in p.parts
        ]
        assert best
        assert not [
            p for p in readable if b'"real"' in p.read_bytes() or b'"best"' in p.read_bytes()
        ]


def test_a_cycle_on_its_own_playbook_loses_nothing(simulated: list[Recording]) -> None:
    for recording in simulated:
        lived = live(recording, recording.playbook)
        assert lived.gone == ()
        assert {level.value for level in lived.levels} == {"L0"}
        assert not lived.tainted
        assert lived.events == tuple(sorted(recording.ours, key=lambda event: event.order))
