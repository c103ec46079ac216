"""What a recorded cycle comes to by itself: who was asked by name, how it ended, what was added."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from evals.labels import kept as labels
from evals.labels.items import Kind, items_of
from evals.measuring import measured, together
from evals.recording.events import Event, stamp
from evals.recording.recording import Recording, read
from evals.scorers.escalating import escalations
from evals.stats.proportions import mcnemar, wilson
from evals.stats.reliability import pass_hat
from tests.evals.recordings import copied_to, kept


def escalated(recording: Recording, hours: float) -> Recording:
    """The same, where somebody was asked by name so long after the trade-off's deadline."""
    asked = next(one for one in recording.requests if one.gate == "trade_off")
    due = next(e for e in recording.events if e.type == "gate.due" and e.about == asked.id)
    early = replace(due, data={**due.data, "due": stamp(asked.opened.at + timedelta(minutes=30))})
    at = asked.opened.at + timedelta(minutes=30) + timedelta(hours=hours)
    said = {"request": asked.id, "kind": "escalate", "number": 1, "asked": "henrik"}
    by_name = Event(at=at, type="gate.asked", data=said)
    others = tuple(one for one in recording.events if one != due)
    return replace(recording, events=tuple(sorted([*others, early, by_name], key=_order)))


def _order(event: Event) -> Any:
    return event.order


@pytest.mark.parametrize(("hours", "early"), [(-0.25, 1), (0.25, 0)])
def test_who_is_asked_by_name_is_early_or_late_and_was_needed_where_people_say_so(
    hours: float, early: int
) -> None:
    recording = escalated(kept(), hours)
    found = escalations(recording, {})
    assert (found.asked, found.early, found.late, found.late_asked) == (1, early, 1, 1)
    assert (found.precision, found.recall) == (None, 1.0)
    (item,) = (one for one in items_of(recording) if one.kind is Kind.ESCALATION)
    for label, precision in (("needed", 1.0), ("needless", 0.0), ("unsure", None)):
        assert escalations(recording, {item.key: label}).precision == precision
    assert (found + found).late_asked == 2


def test_a_cycle_without_escalations_has_none_and_tells_how_its_actions_ended() -> None:
    said = measured(kept())
    assert said["options"] is None, "what is sealed is absent"
    assert said["actions"] == {
        "actions": 5,
        "done": 4,
        "on_time": 3,
        "carried": 1,
        "nudges": 4,
        "on_time_share": 0.6,
    }
    assert said["escalations"]["asked"] == 0
    assert together([said, said]).recall is None


def test_steps_of_the_forecast_are_read_from_the_cycles_own_scoring(tmp_path: Path) -> None:
    folder = copied_to(tmp_path)
    assert measured(read(folder))["forecast"] == []
    steps = [
        {"key": "naive", "wape_pct": "21.0", "added_pct": None},
        {"key": "sent", "wape_pct": "17.5", "added_pct": "3.5"},
    ]
    content = {
        "at": "2026-12-14T07:00:01+00:00",
        "kind": "cycle_scored",
        "facts": {"value_added": {"steps": steps}},
    }
    with (folder / "ledger.jsonl").open("a") as ledger:
        ledger.write(json.dumps({"seq": 999, "content": json.dumps(content)}) + "\n")
    assert measured(read(folder))["forecast"] == steps


def test_a_label_beside_a_recording_counts(tmp_path: Path) -> None:
    folder = copied_to(tmp_path)
    labels.add(folder, [labels.Label(key="escalation/none", rater="ines", label="needed")])
    assert measured(read(folder))["escalations"]["judged"] == 0


def test_small_counts_have_wide_intervals_and_repeats_are_all_good_only_together() -> None:
    low, high = wilson(8, 10)
    assert 0.49 < low < 0.8 < high < 0.95
    assert mcnemar(5, 0) == pytest.approx(0.0625)
    assert mcnemar(2_000, 1_900) > 0.05
    assert [pass_hat(5, 5, k) for k in (1, 5)] == [1, 1]
    with pytest.raises(ValueError, match="6 of 5"):
        pass_hat(5, 5, 6)
