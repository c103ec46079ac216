"""The reference pages say what the code does, and their examples run."""

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from gates import errors
from planning.constraints import find_constraints
from planning.directory import TABLES, Table, read_company
from planning.directory_cells import DAY, LIST, MONTH, NUMBER, TEXT, WHOLE, YES_OR_NO
from planning.directory_header import EXPECTS
from planning.directory_rules import LONGEST_HORIZON_WEEKS, ROLES
from planning.forecast_choice import MOST_ORIGINS
from planning.forecast_methods import INTERMITTENT, INTERMITTENT_INTERVAL, REGULAR
from planning.levers import LEVERS
from planning.options import solve_options
from planning.scenario_file import read_scenarios

PAGES = Path(__file__).parent.parent / "docs" / "reference"
DIRECTORY = (PAGES / "company-directory.md").read_text(encoding="utf-8")
FORECAST = (PAGES / "forecast.md").read_text(encoding="utf-8")

TYPE_WORDS = {
    TEXT.expects: "text",
    YES_OR_NO.expects: "yes or no",
    WHOLE.expects: "whole number",
    NUMBER.expects: "number",
    DAY.expects: "day",
    MONTH.expects: "month",
    LIST.expects: "codes",
}


GATES = (PAGES / "gates.md").read_text(encoding="utf-8")
REFUSALS = sorted(
    name
    for name, found in vars(errors).items()
    if isinstance(found, type) and issubclass(found, errors.Refusal) and found is not errors.Refusal
)


@pytest.mark.parametrize("refusal", REFUSALS)
def test_every_refusal_of_a_gate_is_documented(refusal: str) -> None:
    assert f"`{refusal}`" in GATES


def section(page: str, title: str) -> str:
    """What stands under a heading, up to the next."""
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    assert found, f"no section {title}"
    return found[1]


def table_rows(text: str) -> Iterator[list[str]]:
    """Cells of each row of the section's tables, headers and rules left out."""
    for line in text.splitlines():
        if line.startswith("| "):
            yield [cell.strip() for cell in line.strip("|").split("|")]


def documented(title: str) -> dict[str, str]:
    """Column to type."""
    rows = table_rows(section(DIRECTORY, title))
    return {cells[0].strip("`"): cells[1] for cells in rows if cells[0].startswith("`")}


def examples() -> dict[str, str]:
    """The page's code blocks by the file name they carry."""
    return dict(re.findall(r"^```\w+ (\S+)\n(.*?)^```$", DIRECTORY, re.MULTILINE | re.DOTALL))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_is_documented_with_its_type(table: Table) -> None:
    expected = {
        name: TYPE_WORDS[kind.expects.removesuffix(", or nothing")]
        + (", or nothing" if kind.expects.endswith(", or nothing") else "")
        for name, kind in table.columns.items()
    }
    assert documented(table.file) == expected


def test_every_line_of_the_header_is_documented() -> None:
    assert list(documented("company.toml")) == list(EXPECTS)


def test_every_table_is_documented() -> None:
    titles = re.findall(r"^## (\S+\.(?:csv|toml))$", DIRECTORY, re.MULTILINE)
    assert titles == ["company.toml", *(table.file for table in TABLES)]


def test_every_role_and_limit_is_documented() -> None:
    roles = next(r for r in table_rows(section(DIRECTORY, "people.csv")) if r[0] == "`role`")
    assert re.findall(r"`(\w+)`", roles[2]) == list(ROLES)
    assert f"1 to {LONGEST_HORIZON_WEEKS}" in DIRECTORY


def test_every_lever_and_parameter_is_documented() -> None:
    found: dict[str, set[str]] = {}
    lever = ""
    for cells in table_rows(section(DIRECTORY, "The scenarios file")):
        if len(cells) == 4 and cells[0] != "lever":
            lever = cells[0].strip("`") or lever
            found.setdefault(lever, set()).update(re.findall(r"`(\w+)`", cells[1]))
    assert found == {name: {f.name for f in fields(kind)} for name, kind in LEVERS.items()}


def test_the_example_can_be_planned() -> None:
    files = examples()
    company = read_company(files)
    scenarios = read_scenarios(files["scenarios.toml"], file="scenarios.toml", company=company)
    options = solve_options(company, scenarios)
    assert [option.scenario.key for option in options] == ["do_nothing", "careful", "lock"]
    assert find_constraints(company), "an example without a shortage shows nothing"


METHODS = {
    "exponential smoothing": "simple exponential smoothing",
    "theta": "theta, dynamic optimised",
    "mean of three months": "mean of the last three months",
    "seasonal smoothing": "seasonal exponential smoothing",
    "Croston, Syntetos-Boylan": "Croston, Syntetos-Boylan",
    "ADIDA": "ADIDA",
}
"""Method to the words of its row."""


def test_every_forecasting_method_is_documented() -> None:
    rows = list(table_rows(section(FORECAST, "How a series is forecast")))
    assert set(METHODS) == {method.name for method in (*REGULAR, *INTERMITTENT)}
    for method in (*REGULAR, *INTERMITTENT):
        row = next(cells for cells in rows if cells[1].startswith(METHODS[method.name]))
        assert row[2] == str(method.least_months)
    assert f"{INTERMITTENT_INTERVAL} months or more" in FORECAST
    assert MOST_ORIGINS == 6, "then change “each of the last six months” too"
    assert "each of the last six months" in FORECAST
