"""A lived cycle as an object-centric event log: whole, and nothing in it points nowhere."""

import json
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from runtime.commands import application
from store.tables.actions import ActionRow, ActionUpdateRow
from store.tables.gates import DecisionRow, RequestRow
from tests.living import Living

OF = {"string": str, "integer": int, "float": float, "boolean": bool}


def written(life: Living, monkeypatch: pytest.MonkeyPatch, *more: str) -> Any:
    monkeypatch.setenv("SOPWITH_DATABASE_URL", life.office.settings.database_url or "")
    return CliRunner().invoke(application(), ["cycle", "log", "halden-foods", *more])


def test_a_lived_cycle(
    at: Callable[[str], Living], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    life = at("execution")
    life.wait(weeks=1)
    file = tmp_path / "log.json"
    assert written(life, monkeypatch, "2026-11", "--file", str(file)).exit_code == 0
    log = json.loads(file.read_text(encoding="utf-8"))
    objects = {one["id"]: one for one in log["objects"]}
    kinds = Counter(one["type"] for one in log["events"])
    assert len(objects) == len(log["objects"])
    assert len({one["id"] for one in log["events"]}) == len(log["events"])
    assert kinds["decided"] == len(life.rows(DecisionRow))
    assert sum(number for kind, number in kinds.items() if kind == "action_assigned") == sum(
        row.kind == "assigned" for row in life.rows(ActionUpdateRow)
    )
    assert Counter(one["type"] for one in objects.values())["request"] == len(life.rows(RequestRow))
    assert {f"action:{row.id}" for row in life.rows(ActionRow)} <= set(objects)
    moments = [datetime.fromisoformat(one["time"]) for one in log["events"]]
    assert moments == sorted(moments)


def test_everything_is_declared_and_points_somewhere(
    at: Callable[[str], Living], monkeypatch: pytest.MonkeyPatch
) -> None:
    log = json.loads(written(at("lock"), monkeypatch, "2026-11").stdout)
    for what in ("object", "event"):
        declared = {
            kind["name"]: {one["name"]: one["type"] for one in kind["attributes"]}
            for kind in log[f"{what}Types"]
        }
        for one in log[f"{what}s"]:
            for attribute in one["attributes"]:
                of = OF[declared[one["type"]][attribute["name"]]]
                assert type(attribute["value"]) is of, (one["id"], attribute)
            for relation in one["relationships"]:
                assert any(other["id"] == relation["objectId"] for other in log["objects"])


def test_another_month_is_refused(
    at: Callable[[str], Living], monkeypatch: pytest.MonkeyPatch
) -> None:
    got = written(at("baseline"), monkeypatch, "2025-01")
    assert (got.exit_code, got.output) == (2, "This company has no cycle of that month.\n")
