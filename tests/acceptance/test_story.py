"""The Halden Foods cycle from the first request to the last closed action, lived headless."""

import pytest

from tests.acceptance import story


@pytest.mark.heavy
def test_the_story_is_lived_and_every_promise_holds() -> None:
    report = story.live()
    assert report["happened"] == story.expected()
    assert [proof for proof in report["proofs"] if proof["offenders"]] == []
    assert len(report["proofs"]) > 10
    assert report["ledger_broken"] is None
    assert report["restarts"] == 0


def test_what_the_story_comes_to() -> None:
    """The end state that every other run is compared with tells the story that was meant."""
    told = story.expected()
    assert told["gates"][:4] == [
        "baseline approved –",
        "review answered –",
        "trade_off approved build_early",
        "executive_lock approved –",
    ]
    assert "late_action approved more_time" in told["gates"]
    assert "priya dissent limit_promotion" in told["decisions"]
    assert {row.rpartition(" ")[2] for row in told["actions"]} == {"done", "carried"}
    assert sum(row.endswith(" done") for row in told["actions"]) > 3
    assert {row.split()[1] for row in told["effects"]} == {"sent"}
    assert {row.split()[1] for row in told["cases"]} == {"done"}
    assert "input_findings sent 2" in told["effects"]
