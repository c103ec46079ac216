"""`langgraph.json` shows every graph and opens no way to run, resume or reach one."""

import importlib
import json
from pathlib import Path
from typing import Any

import pytest

from graphs.builders import BUILDERS

ROOT = Path(__file__).parent.parent.parent
SAID: dict[str, Any] = json.loads((ROOT / "langgraph.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", BUILDERS)
def test_every_graph_draws_and_keeps_nothing(name: str) -> None:
    path, _, function = SAID["graphs"][name]["path"].partition(":")
    module = importlib.import_module(path.removeprefix("./").removesuffix(".py").replace("/", "."))
    graph = getattr(module, function)()
    assert graph.checkpointer is None
    wired = BUILDERS[name](None)
    assert graph.get_graph().draw_mermaid() == wired.get_graph().draw_mermaid()


def test_no_way_in_is_left_open() -> None:
    """Unset, the server exposes each graph as a tool, and resumes for whoever has its key."""
    shut = {"threads", "runs", "store", "mcp", "a2a", "webhooks"}
    assert {name for name in shut if SAID["http"].get(f"disable_{name}") is not True} == set()
    assert SAID["http"]["enable_custom_route_auth"] is True
    assert set(SAID["graphs"]) == set(BUILDERS)
    assert not {"env", "store", "auth", "app"} & {*SAID, *SAID["http"]}, (
        "nothing of ours runs there"
    )
