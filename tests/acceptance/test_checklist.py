"""Every id of the checklist has a row, and every row that claims something a test that exists."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PAGE = (Path(__file__).parent / "checklist.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (\w+\d*) \| (shown|partly|not yet) \| (.+?) \| (.*)\|$", PAGE, re.MULTILINE)
GROUPS = {"L": 11, "D": 11, "A": 9, "K": 3, "M": 1, "E": 5, "V": 1, "H": 2, "W": 2, "AD": 6}
IDS = [f"{group}{number}" for group, most in GROUPS.items() for number in range(1, most + 1)]
NOT_YET = {"L11"}
"""What nothing shows. It only ever gets shorter."""


def declared_in(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_every_id_has_one_row() -> None:
    assert [name for name, *_ in ROWS] == IDS


def test_what_nothing_shows_only_gets_shorter() -> None:
    assert {name for name, state, *_ in ROWS if state == "not yet"} <= NOT_YET


@pytest.mark.parametrize(("name", "state", "what", "shown"), ROWS, ids=[row[0] for row in ROWS])
def test_what_is_claimed_is_shown(name: str, state: str, what: str, shown: str) -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(test_\w+))?`", shown)
    assert bool(named) == (state != "not yet"), "a claim needs a test"
    for path, test in named:
        declared = declared_in(ROOT / path)
        assert test in declared if test else declared, f"{path}::{test}"
    if state == "partly":
        assert re.search(r"\b(no|not|isn't|doesn't|only|English)\b", what + shown), (
            "say what is missing"
        )
