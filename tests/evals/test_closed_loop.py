"""A month that nobody recorded, lived by people a seed draws: the same people on any playbook."""

from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from evals.closed_loop.paired import score
from evals.closed_loop.simulated import Simulated, simulate
from evals.recording.verifying import problems
from evals.replay.same import same
from gates.cadence import Cadence
from gates.playbook import Playbook
from tests.databases import fresh_database

pytestmark = pytest.mark.long
NO_REMINDERS = Playbook(actions=Cadence(reminders_max=0, reminder_hours=48, last_hours=24))


def lived(book: Playbook, server: URL, out: Path) -> Simulated:
    with fresh_database(server) as url:
        return simulate(book, "people/0", url, out)


def test_the_same_people_live_on_both_and_only_who_is_reminded_is_other(
    server: URL, tmp_path: Path
) -> None:
    usual = lived(Playbook(), server, tmp_path / "usual")
    never = lived(NO_REMINDERS, server, tmp_path / "never")
    assert usual.broken == never.broken == ()
    for one in (usual, never):
        assert list(problems(one.recording.folder)) == []
        assert same(one.recording).equal, "what was lived gives its own events"
    ours, theirs = score(usual), score(never)
    assert theirs["reminders"] == 0 < ours["reminders"]
    assert theirs["on_time"] <= ours["on_time"]
    assert {key: ours[key] for key in ("baseline_hours", "held_up")} == {
        key: theirs[key] for key in ("baseline_hours", "held_up")
    }, "until actions are assigned nothing differs"
