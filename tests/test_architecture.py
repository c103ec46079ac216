"""The house keeps its shape: file sizes, layers' small print, and nothing undocumented."""

import ast
import re
import statistics
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from gates.catalogue import GATES
from runtime.commands import application
from runtime.settings import Settings

ROOT = Path(__file__).parent.parent
ROOMS = ("agents", "api", "evals", "gates", "graphs", "mail", "planning", "runtime", "store")
FILES = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
IDS = [str(path.relative_to(ROOT)) for path in FILES]
STANDARD_LIBRARY_NAMES = {"email", "queue", "calendar", "types", "secrets", "statistics", "code"}
VAGUE = {"utils", "helpers", "manager", "handler", "base", "common", "service", "misc"}


def calls(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_a_file_is_short(path: Path) -> None:
    assert lines(path) <= 300, "over 300 lines: probably two ideas; split it"


def test_files_are_short_on_the_whole() -> None:
    ours = [lines(path) for path in FILES if "migrations" not in path.parts]
    assert statistics.median(ours) <= 80


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_a_function_is_short(path: Path) -> None:
    if "migrations" in path.parts:
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= 45, f"{node.name} has {length} lines; the limit is 40 and its def"


def test_top_names_shadow_nothing() -> None:
    assert not STANDARD_LIBRARY_NAMES & set(ROOMS)


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_a_module_is_named_for_what_it_holds(path: Path) -> None:
    if path.parent.name == "tables":
        return
    assert path.stem not in VAGUE


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_nothing_commits_by_hand(path: Path) -> None:
    assert not [call for call in calls(path) if call.endswith(".commit")]


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_time_comes_from_the_office(path: Path) -> None:
    clocks = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time"}
    assert not clocks & set(calls(path)), "ask office.now()"


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_only_settings_reads_the_environment(path: Path) -> None:
    if path.name in {"settings.py", "database.py"}:  # the embedded server's runtime folder
        return
    text = path.read_text(encoding="utf-8")
    assert "os.environ" not in text
    assert "os.getenv" not in text


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_a_pausing_node_only_pauses(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            made = [ast.unparse(c.func) for c in ast.walk(node) if isinstance(c, ast.Call)]
            if "interrupt" in made:
                assert set(made) <= {"interrupt", "gate_pause", "wait_pause"}, node.name


def test_no_installed_package_owns_one_of_our_folder_names() -> None:
    owners = {name: set(dists) - {"sopwith"} for name, dists in packages_distributions().items()}
    assert {name: owners[name] for name in ROOMS if owners.get(name)} == {}


def test_every_agent_is_documented() -> None:
    """Whoever acts as an agent in the ledger is described, by that name."""
    named = {
        str(node.args[0].value)
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "agent"
        if node.args and isinstance(node.args[0], ast.Constant)
    }
    text = (ROOT / "docs/reference/agents.md").read_text(encoding="utf-8")
    assert len(named) > 3
    assert not [name for name in named if f"`{name}`" not in text]


def test_every_gate_is_documented() -> None:
    text = (ROOT / "docs/reference/gates.md").read_text(encoding="utf-8")
    assert not [name for name in GATES if f"`{name}`" not in text]


def test_every_setting_is_documented() -> None:
    text = (ROOT / "docs/reference/settings.md").read_text(encoding="utf-8")
    prefix = Settings.model_config["env_prefix"]
    names = {
        str(field.validation_alias or f"{prefix}{name.upper()}")
        for name, field in Settings.model_fields.items()
    }
    documented = set(re.findall(r"^\| `([A-Z0-9_]+)` \|", text, re.MULTILINE))
    assert names == documented


def commands(group: Any, *names: str) -> Iterator[tuple[str, Any]]:
    """Every command by what one types."""
    if not hasattr(group, "commands"):
        yield " ".join(names), group
        return
    for name, command in group.commands.items():
        yield from commands(command, *names, name)


def test_every_command_and_option_is_documented_and_no_other() -> None:
    text = (ROOT / "docs/reference/command-line.md").read_text(encoding="utf-8")
    told = {section.split("`")[1]: section for section in text.split("\n## ")[1:]}
    there = dict(commands(get_command(application()), "sopwith"))
    assert set(told) == set(there)
    for name, command in there.items():
        options = [option for given in command.params for option in given.opts]
        missing = [o for o in options if o.startswith("--") and f"`{o}" not in told[name]]
        assert not missing, name
