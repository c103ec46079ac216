"""Recordings: taken from a lived cycle, whole, and any tampering seen."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from evals.recording.events import head
from evals.recording.recording import NotARecording, read, write
from evals.recording.taking import CycleStillOpen, take
from evals.recording.verifying import problems
from evals.regretting import quality_of, regret_of, sealed_in
from evals.replay.same import replay, same
from evals.replaying import on_its_own
from store.tables.cycles import CycleRow
from tests.databases import copied, drop
from tests.evals.recordings import CORPUS, copied_to, kept
from tests.living import Living, lived_on


def test_a_closed_cycle_is_recorded_and_a_copy_of_its_database_gives_the_same(
    at: Callable[[str], Living], server: URL, tmp_path: Path
) -> None:
    life = at("execution")
    (cycle,) = life.rows(CycleRow)
    with life.office.sessions(life.company_id) as session, pytest.raises(CycleStillOpen):
        take(session, cycle)
    life.wait(days=9)
    life.wait(weeks=6)
    (cycle,) = life.rows(CycleRow)
    with life.office.sessions(life.company_id) as session:
        root = write(take(session, cycle), tmp_path / "one")
    life.office.close()
    name = copied(server, str(life.office.url.database))
    try:
        with lived_on(server.set(database=name), life.company_id, life.clock.at) as again:
            with again.office.sessions(life.company_id) as session:
                there = take(session, session.get_one(CycleRow, cycle.id))
            assert write(there, tmp_path / "two") == root
    finally:
        drop(server, name)
    assert list(problems(tmp_path / "two")) == []
    decision = sealed_in(tmp_path / "two")
    assert decision is not None
    assert (decision.chosen, decision.actuals) == ("build_early", ())
    assert len(decision.options) > 1
    assert regret_of(tmp_path / "two") is None, "nobody has said what came"
    assert quality_of(tmp_path / "nowhere") is None
    found = same(read(tmp_path / "two"))
    assert (found.first, found.equal) == (None, True)
    assert found.events > 40


def test_every_kept_recording_gives_its_own_events_in_another_process(tmp_path: Path) -> None:
    """Another process, another day, another time zone, and what is sealed absent."""
    code = (
        "import sys; from pathlib import Path; from evals.recording.recording import read;"
        "from evals.replay.same import replay; from evals.recording.events import head;"
        "r = read(Path(sys.argv[1])); print(head(replay(r, r.playbook)))"
    )
    there = subprocess.run(
        [sys.executable, "-c", code, str(copied_to(tmp_path))],
        env={**os.environ, "TZ": "Pacific/Auckland", "PYTHONHASHSEED": "7"},
        cwd=CORPUS.parent.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    recording = kept()
    assert (
        there.stdout.strip() == head(recording.ours) == head(replay(recording, recording.playbook))
    )


def test_a_recording_of_other_rules_is_not_the_same() -> None:
    """What T0 must notice: somebody else asked, another deadline, another outcome."""
    recording = kept()
    for type_, spoil in (
        ("gate.due", {"due": "2026-11-30T00:00:00.000000Z"}),
        ("gate.closed", {"outcome": "rejected"}),
        ("gate.seated", {"seats": []}),
        ("input.judged", {"blocked": None}),
    ):
        events = list(recording.events)
        at = next(n for n, event in enumerate(events) if event.type == type_)
        events[at] = replace(events[at], data={**events[at].data, **spoil})
        ((_, found),) = on_its_own([replace(recording, events=tuple(events))])
        assert not found.equal
        assert found.first is not None
        assert type_ in found.first


@pytest.mark.parametrize(
    ("file", "says"),
    [
        ("events.jsonl", "events.jsonl was changed"),
        ("ledger.jsonl", "ledger.jsonl was changed"),
        ("mail/0001.eml", "mail/0001.eml was changed"),
        ("SHA256SUMS", "isn't the one"),
    ],
)
def test_a_changed_file_is_found(file: str, says: str, tmp_path: Path) -> None:
    folder = copied_to(tmp_path)
    text = (folder / file).read_bytes()
    (folder / file).write_bytes(text.replace(b"0", b"1", 1))
    assert any(says in one for one in problems(folder))


def test_a_changed_event_a_missing_brief_and_a_stray_file_are_found(tmp_path: Path) -> None:
    folder = copied_to(tmp_path)
    lines = (folder / "events.jsonl").read_text().splitlines()
    said = json.loads(lines[10])
    said["t"] = "2026-11-02T07:00:00.000001Z"
    (folder / "events.jsonl").write_text("\n".join([*lines[:10], json.dumps(said), *lines[11:]]))
    brief = next(iter(read(folder).briefs))
    (folder / "blobs" / brief[:2] / brief).unlink()
    (folder / "actuals.csv").write_text("1")
    found = "; ".join(problems(folder))
    assert "event 11 was changed" in found
    assert f"the brief {brief[:12]} is missing" in found
    assert "actuals.csv isn't part of the recording" in found


def test_a_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotARecording):
        read(tmp_path)
    (tmp_path / "cycle.json").write_text('{"schema": "other/1"}')
    (tmp_path / "events.jsonl").write_text("")
    with pytest.raises(NotARecording, match="other/1"):
        read(tmp_path)
