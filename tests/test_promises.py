"""The page of promises names tests that exist, and every failure test is named there."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs/explanation/promises.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)))


def declared_in(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


@pytest.mark.parametrize(("path", "test"), NAMED)
def test_a_named_test_exists(path: str, test: str) -> None:
    assert test in declared_in(ROOT / path)


def test_every_promise_names_a_test() -> None:
    promises = re.split(r"^## (?=\d)", PAGE, flags=re.MULTILINE)[1:]
    assert len(promises) == 9
    assert [one.splitlines()[0] for one in promises if "::test_" not in one] == []


def test_every_failure_test_is_named() -> None:
    files = {str(path.relative_to(ROOT)) for path in (ROOT / "tests/failure").glob("test_*.py")}
    assert files == {path for path, _ in NAMED if path.startswith("tests/failure/")}
