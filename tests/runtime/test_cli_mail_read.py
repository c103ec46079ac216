"""`sopwith mail read`: any plausible line is read, a bad one is named, the order is kept."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from runtime.commands import application

FIELDS = [
    "id", "intent", "accepted", "confidence", "quantity", "unit", "when", "rest_when", "delegate",
    "reference", "reason",
]  # fmt: skip
ASK = {
    "item": "Oat Drink 1L",
    "quantity": 12_000,
    "unit": "cases",
    "owner": "Tomas Lind",
    "people": ["Tomas Lind", {"name": "Ruth Adeyemi", "email": "ruth@halden.example"}],
}


def line(key: object, body: str, **said: Any) -> str:
    told = {"id": key, "received": "2026-07-20T09:00:00+02:00", "ask": ASK, "subject": "Re:"}
    return json.dumps({**told, "body": body, **said})


def run(path: Path, *lines: str) -> tuple[int, list[dict[str, Any]], str]:
    path.write_text("\n".join(lines), encoding="utf-8")
    done = CliRunner().invoke(application(), ["mail", "read", str(path), "--json"])
    return done.exit_code, json.loads(done.stdout), done.stderr


def test_lines_are_read_in_order_and_a_bad_one_is_named(tmp_path: Path) -> None:
    code, read, problems = run(
        tmp_path / "replies.jsonl",
        line("a", "Only 8,000 cases in week 31, the rest follows in week 33."),
        "{broken",
        json.dumps({"id": "c", "ask": "Please confirm 12,000 cases"}),
        line("d", "Please ask Ruth Adeyemi, she is handling this now."),
    )
    assert code == 2
    assert "line 2: not a reply, it is not JSON" in problems
    assert "line 3: not a reply, it has no body" in problems
    assert [list(reading) for reading in read] == [FIELDS, FIELDS]
    partial, handed_over = read
    assert partial | {"confidence": 0} == {
        "id": "a", "intent": "partial", "accepted": True, "confidence": 0, "quantity": 8000,
        "unit": "cases", "when": "2026-W31", "rest_when": "2026-W33", "delegate": None,
        "reference": None, "reason": None,
    }  # fmt: skip
    assert (handed_over["intent"], handed_over["delegate"]) == ("delegates", "Ruth Adeyemi")


@pytest.mark.parametrize(
    "ask",
    [
        None,
        "",
        7,
        [],
        {"quantity": "lots", "people": 7, "owner": [1]},
        {"quantity": -3, "item": {}},
    ],
    ids=str,
)
def test_an_odd_ask_is_no_reason_to_fail(tmp_path: Path, ask: object) -> None:
    code, read, _ = run(tmp_path / "odd.jsonl", line(1, "12k", ask=ask, received="?"))
    assert (code, read[0]["quantity"], read[0]["accepted"]) == (0, 12_000, False)


def test_a_message_is_read_with_what_was_planned(tmp_path: Path) -> None:
    path = tmp_path / "reply.eml"
    path.write_bytes(
        b"From: tomas@halden.example\r\nTo: sopwith@halden.example\r\nSubject: Re: Oat\r\n"
        b"Date: Mon, 20 Jul 2026 09:00:00 +0200\r\n\r\nWir liefern 11.500 Kartons in KW 31.\r\n"
    )
    said = ["mail", "read", str(path), "--planned", "12000", "--unit", "cases", "--json"]
    (reading,) = json.loads(CliRunner().invoke(application(), said).stdout)
    assert (reading["intent"], reading["quantity"], reading["unit"], reading["when"]) == (
        "provides_value",
        11_500,
        "cases",
        "2026-W31",
    )
