"""A playbook is one value with bounds, named by its content; a gate under its policy is a gate."""

import json
from datetime import timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from gates.catalogue import GATES, TRADE_OFF
from gates.playbook import Playbook, plain, restore, version
from gates.playbook_text import JSON, TOML, PlaybookUnusable, read, written
from gates.policies import gate_under, plain_policy


def changed(path: str, value: Any, book: Playbook | None = None) -> dict[str, Any]:
    """The shipped playbook's content with one setting other than it is."""
    content: dict[str, Any] = plain(book or Playbook())
    *way, last = path.split(".")
    inner = content
    for part in way:
        inner = inner[part]
    inner[last] = value
    return content


@pytest.mark.parametrize("gate", GATES.values(), ids=GATES)
def test_the_shipped_policy_of_a_gate_is_the_gate(gate: Any) -> None:
    assert gate_under(gate.name, plain_policy(gate)) == gate
    assert Playbook().ruled[gate.name] == gate


def test_a_request_from_before_policies_stands_under_the_code() -> None:
    assert gate_under("trade_off", None) is TRADE_OFF


def test_a_version_from_before_gates_could_be_tuned_can_be_read() -> None:
    old = {"inputs": {"reminder_hours": 24, "reminders_max": 2, "grace_hours": 24}}
    assert restore(old).ruled == Playbook().ruled  # type: ignore[arg-type]


def test_a_version_from_before_a_gate_came_has_that_gate_as_the_code_does() -> None:
    old = changed("gates.trade_off.due_hours", 30)
    del old["gates"]["plan_change"]
    book = restore(old)
    assert book.ruled["plan_change"] == GATES["plan_change"]
    assert book.ruled["trade_off"].due == timedelta(hours=30)


def test_a_policy_reaches_the_gate() -> None:
    book = restore(changed("gates.trade_off.due_hours", 30))
    assert book.ruled["trade_off"].due == timedelta(hours=30)
    assert version(book) != version(Playbook())


@pytest.mark.parametrize("suffix", [JSON, TOML])
def test_a_file_holds_all_of_it(suffix: str) -> None:
    book = restore(changed("checks", {"R41": "blocking"}))
    assert version(read(written(book, suffix), suffix)) == version(book)


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        ("gates.trade_off.due_hours", 0, "greater than or equal to 1"),
        ("gates.trade_off.due_hours", "soon", "valid integer"),
        ("gates.trade_off.on_silence", "approve", "not permitted"),
        ("gates.trade_off.rule", "everyone_answers", "hears everybody"),
        ("gates.review.rule", "one", "hears everybody"),
        ("gates.trade_off.slate", [], "at least 1"),
        (
            "gates.trade_off.slate",
            [{"given": "person", "to": "ines", "group": "ines"}],
            "never to a person",
        ),
        ("gates.trade_off.expires", {"after_hours": 48}, "names nobody"),
        ("gates.trade_off.expires", {"after_hours": 1, "to": "coo"}, "back in time"),
        ("gates.trade_off.remind_before_hours", [48], "before the question"),
        ("gates.approve_everything", {}, "not permitted|Field required"),
        ("checks", {"R02": "note"}, "must block"),
        ("checks", {"R99": "note"}, "no checks R99"),
        ("inputs.reminders_max", 11, "less than or equal to 10"),
        ("secrets", {"key": "x"}, "not permitted"),
    ],
)
def test_what_cannot_be_is_refused_by_field(path: str, value: Any, says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        restore(changed(path, value))


def test_a_gate_left_out_is_refused() -> None:
    content: dict[str, Any] = plain(Playbook())
    del content["gates"]["executive_lock"]
    with pytest.raises(PlaybookUnusable, match="executive_lock"):
        read(json.dumps(content), JSON)
    assert restore(content).ruled == Playbook().ruled, "one that was kept has the code's"


@pytest.mark.parametrize("text", ["{", "[]", "gates = 3", '{"format": "other/1"}'])
def test_a_file_that_is_none_says_what_is_wrong(text: str) -> None:
    with pytest.raises(PlaybookUnusable) as refused:
        read(text, TOML if text.startswith("gates") else JSON)
    assert refused.value.problems


def test_what_is_written_under_a_setting_is_said_in_its_schema() -> None:
    said = Playbook.model_json_schema()
    assert said["properties"]["inputs"]["description"] == (
        "How somebody who owes a forecast is chased."
    )
    weeks = said["properties"]["frozen_weeks"]["description"]
    assert weeks.endswith(
        "production of a locked plan alone,\nwhere a line says nothing of its own."
    )
    cadence = said["$defs"]["Cadence"]["properties"]
    assert "description" not in cadence["reminders_max"], "nothing is written under it"
