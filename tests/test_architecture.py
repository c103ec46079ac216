"""The house keeps its shape: file sizes, layers' small print, and nothing undocumented."""

import ast
import re
import statistics
from collections.abc import Callable, Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

from typer.main import get_command

from gates.catalogue import GATES
from runtime.commands import application
from runtime.settings import Settings

ROOT = Path(__file__).parent.parent
ROOMS = ("agents", "api", "evals", "gates", "graphs", "mail", "planning", "runtime", "store")
FILES = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
STANDARD_LIBRARY_NAMES = {"email", "queue", "calendar", "types", "secrets", "statistics", "code"}
VAGUE = {"utils", "helpers", "manager", "handler", "base", "common", "service", "misc"}
CLOCKS = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time"}


@cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def nodes(path: Path) -> list[ast.AST]:
    return list(ast.walk(ast.parse(text_of(path))))


@cache
def calls(path: Path) -> tuple[str, ...]:
    return tuple(ast.unparse(node.func) for node in nodes(path) if isinstance(node, ast.Call))


def lines(path: Path) -> int:
    return len(text_of(path).splitlines())


def files_that(fault: Callable[[Path], Any]) -> dict[str, Any]:
    """What is wrong in each file, by its name; nothing where nothing is."""
    return {str(path.relative_to(ROOT)): wrong for path in FILES if (wrong := fault(path))}


def test_a_file_is_short() -> None:
    """Over 300 lines it is probably two ideas; split it."""
    assert files_that(lambda path: lines(path) > 300) == {}


def test_files_are_short_on_the_whole() -> None:
    ours = [lines(path) for path in FILES if "migrations" not in path.parts]
    assert statistics.median(ours) <= 80


def test_a_function_is_short() -> None:
    """The limit is 40 lines and its def."""

    def long(path: Path) -> dict[str, int]:
        return {
            node.name: length
            for node in nodes(path)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > 45
        }

    assert files_that(lambda path: "migrations" not in path.parts and long(path)) == {}


def test_top_names_shadow_nothing() -> None:
    assert not STANDARD_LIBRARY_NAMES & set(ROOMS)


def test_a_module_is_named_for_what_it_holds() -> None:
    assert files_that(lambda path: path.parent.name != "tables" and path.stem in VAGUE) == {}


def test_nothing_commits_by_hand() -> None:
    assert files_that(lambda path: [one for one in calls(path) if one.endswith(".commit")]) == {}


def test_time_comes_from_the_office() -> None:
    assert files_that(lambda path: CLOCKS & set(calls(path))) == {}, "ask office.now()"


def test_only_settings_reads_the_environment() -> None:
    may = {"settings.py", "database.py"}  # the embedded server's runtime folder
    read = re.compile(r"os\.environ|os\.getenv")
    assert files_that(lambda path: path.name not in may and read.findall(text_of(path))) == {}


def test_a_pausing_node_only_pauses() -> None:
    def more(path: Path) -> set[str]:
        return {
            node.name
            for node in nodes(path)
            if isinstance(node, ast.FunctionDef) and does_more(node)
        }

    assert files_that(more) == {}


def does_more(node: ast.FunctionDef) -> bool:
    made = {ast.unparse(one.func) for one in ast.walk(node) if isinstance(one, ast.Call)}
    return "interrupt" in made and not made <= {"interrupt", "gate_pause", "wait_pause"}


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
