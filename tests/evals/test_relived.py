"""A lived cycle, recorded, lived again on the real graphs in another database."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from evals.cassettes.cassette import Cassette, of_recording
from evals.cassettes.speaking import speaking
from evals.recording.recording import Recording, read, write
from evals.recording.taking import take
from evals.reliving.apart import Kind, apart
from evals.reliving.life import NotRelivable
from evals.reliving.relived import Relived, relive
from evals.reliving.settling import next_due
from evals.reliving.told import told
from gates.playbook import Playbook, version
from gates.spoken import Spoken
from runtime.language import LanguageSettings, choose
from store.tables.cycles import CycleRow
from tests.agents.endpoints import answering, filling
from tests.databases import fresh_database
from tests.evals.recordings import kept
from tests.graphs.chapters import CHAPTERS, Files
from tests.living import Living, living

pytestmark = pytest.mark.long
OTHER_WORDS = Playbook(
    language=Spoken(prompts={"draft": "Word the text anew, in the language {{ language }}."})
)
SAID = {
    "DraftAnswer": {"text": "Whatever it is, it says too little about what we need from you."},
    "ReplyAnswer": {
        "intent": "provides_value",
        "quantity_words": "words that stand in no mail",
        "date_words": "",
        "person_words": "",
        "unchanged_words": "",
        "changes": [],
    },
}
"""What isn't used, because it says too little or too much, was asked and paid for as well."""


def lived_and_recorded(life: Living, folder: Path) -> Recording:
    """To its end, looking whenever something falls due, as a worker does."""
    (cycle,) = life.rows(CycleRow)
    while cycle.closed_at is None:
        due = next_due(life.office)
        assert due is not None
        life.until(due)
        (cycle,) = life.rows(CycleRow)
    with life.office.sessions(life.company_id) as session:
        write(take(session, cycle), folder)
    return read(folder)


def lived_again(recording: Recording, book: Playbook, server: URL, out: Path) -> Relived:
    with fresh_database(server) as url:
        return relive(recording, book, url, out)


def test_a_cycle_lived_again_comes_to_the_same_and_on_other_rules_to_what_they_say(
    at: Callable[[str], Living], server: URL, tmp_path: Path
) -> None:
    recording = lived_and_recorded(at("execution"), tmp_path / "recorded")
    again = lived_again(recording, recording.playbook, server, tmp_path / "again")
    found = apart(told(recording), again.told)
    assert [one for one in found if one.counts] == []
    assert again.exact
    assert again.broken == ()
    gates = dict(Playbook().gates)
    gates["baseline"] = gates["baseline"].model_copy(update={"due_hours": 36})
    sooner = Playbook(gates=gates, follow_up_weeks=2)
    other = lived_again(recording, sooner, server, tmp_path / "other")
    changed = apart(again.told, other.told, ["gates.baseline.due_hours", "follow_up_weeks"])
    asked = next(one for one in changed if one.what == "asked" and "baseline" in one.about)
    assert (asked.kind, asked.fields) == (Kind.CHANGED, ("due_at",))
    assert asked.blame == ("gates.baseline.due_hours",)
    assert any(one.what == "cycle_closed" for one in changed)
    assert other.recording.cycle["playbook_hash"] != recording.cycle["playbook_hash"]


def test_what_a_model_said_in_life_is_said_again_from_the_cassette(
    server: URL, files: Files, tmp_path: Path
) -> None:
    """Every question is asked again and found; other instructions ask other questions."""
    with answering(filling(lambda name: json.dumps(SAID[name]))) as url:
        model = choose(LanguageSettings(model="small", base_url=url, max_retries=0)).language
        with fresh_database(server) as database, living(database) as life:
            life.office = replace(life.office, language=lambda: model)
            for chapter in CHAPTERS.values():
                chapter(life, files)
            recording = lived_and_recorded(life, tmp_path / "recorded")
    found = [lived_on_tape(recording, book, server, tmp_path) for book in (Playbook(), OTHER_WORDS)]
    (again, tape), (_other, missed) = found
    assert [one for one in apart(told(recording), again.told) if one.counts] == []
    assert (tape.misses, tape.hits) == ([], len(tape.recorded))
    assert {question.answer for question, _ in tape.recorded} == {"DraftAnswer", "ReplyAnswer"}
    assert missed.misses
    assert {one.differs.partition(" differs")[0] for one in missed.misses} == {"message 0, system"}


def lived_on_tape(
    recording: Recording, book: Playbook, server: URL, folder: Path
) -> tuple[Relived, Cassette]:
    cassette = of_recording(recording)
    language, allowed = speaking(cassette, None)
    with fresh_database(server) as url:
        out = folder / version(book)
        found = relive(recording, book, url, out, language=language, allowed=allowed)
    return found, cassette


def test_a_recording_without_its_companys_directory_cant_be_lived_again(
    server: URL, tmp_path: Path
) -> None:
    with fresh_database(server) as url, pytest.raises(NotRelivable):
        relive(kept(), Playbook(), url, tmp_path / "again")
