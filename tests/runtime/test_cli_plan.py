"""`sopwith plan` on company directories, whole and broken, invented and real."""

import csv
import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from planning.company import Company
from planning.forecast import baseline_forecast
from planning.inferred import infer_company
from planning.metrics import measure, metrics_of
from planning.options import restore_option
from planning.scenario import case_of
from planning.supply.verification import verify
from runtime.commands import application
from runtime.company_files import load_company, save_company
from runtime.order_records import MANIFEST_FILE, save_inferred
from tests import supplygraph
from tests.small_companies import START, company, line

LOCK = """
[[scenario]]
key = "lock"
name = "Lock it"
[[scenario.levers]]
lever = "lock_agreed"
"""


def plan(directory: Path, *options: str) -> Result:
    return CliRunner().invoke(application(), ["plan", str(directory), *options])


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    save_company(company(), tmp_path / "small")
    return tmp_path / "small"


def held(content: dict[str, Any], planned_for: Company) -> None:
    """Every option in the JSON is a plan that adds up, with the numbers it is shown with."""
    keys = [metric.key for metric in metrics_of(planned_for)]
    assert [metric["key"] for metric in content["metrics"]] == keys
    assert content["options"][0]["scenario"]["key"] == "do_nothing"
    for written in content["options"]:
        option = restore_option(planned_for, written)
        case = case_of(planned_for, option.scenario)
        assert verify(case, option.plan) == ()
        assert {v.key: v.value for v in measure(case, option.plan)} == option.metrics
        assert list(written["metrics"]) == keys


def test_options_as_json_hold_and_name_what_is_short(directory: Path) -> None:
    result = plan(directory, "--json")
    assert result.exit_code == 0, result.stderr
    assert result.stderr == ""
    content = json.loads(result.stdout)
    held(content, company())
    assert content["company"]["slug"] == "small"
    assert content["demand"]["source"] == "forecast"
    assert [c["numbers"]["code"] for c in content["constraints"]][:1] == ["SYRUP"]
    assert content["constraints"][0]["choose_by"] <= "2026-11-30"
    keys = [option["scenario"]["key"] for option in content["options"]]
    assert keys == ["do_nothing", "build_early", "lower_non_core", "mix"]  # the others beat a limit


def test_promises_that_cannot_all_be_kept_are_said_in_words_and_in_json(tmp_path: Path) -> None:
    small = company()
    sure = tuple(replace(tier, service_floor_pct=Decimal(100)) for tier in small.tiers)
    save_company(replace(small, tiers=sure), tmp_path / "sure")
    result = plan(tmp_path / "sure", "--json")
    (found,) = json.loads(result.stdout)["contradictions"]
    assert {one["kind"] for one in found["statements"]} == {"floor", "component"}
    assert found["missed_units"] > 0
    words = " ".join(plan(tmp_path / "sure").stdout.split())
    assert f"Not all of this can hold. {found['says']}" in words


def test_options_as_tables_show_numbers_causes_and_days(directory: Path) -> None:
    result = plan(directory)
    assert result.exit_code == 0, result.stderr
    content = json.loads(plan(directory, "--json").stdout)
    for metric in content["metrics"]:
        assert metric["label"] in result.stdout
    for option in content["options"]:
        assert option["scenario"]["name"] in result.stdout
        sold = Decimal(option["metrics"]["units_sold_units"])
        assert f"{sold:,}" in result.stdout
    words = " ".join(result.stdout.split())
    assert "Oat syrup" in words
    assert content["constraints"][0]["gap"] in words
    assert "Choose by" in words


def test_with_time_enough_nothing_stays_unproven(
    directory: Path,
) -> None:
    enough = plan(directory, "--seconds", "60", "--json")
    assert enough.exit_code == 0
    assert all(not one["plan"]["unproven"] for one in json.loads(enough.output)["options"])


def test_a_number_is_explained_option_by_option(directory: Path) -> None:
    done = plan(directory, "--explain", "margin_after_cost_eur")
    assert done.exit_code == 0, done.output
    assert "Do nothing: margin_after_cost_eur = " in done.output
    assert "variable_margin_eur − overtime_eur" in done.output
    told = json.loads(plan(directory, "--explain", "revenue_eur", "--json").output)
    for one in told:
        assert sum(Decimal(part["value"]) for part in one["parts"]) == Decimal(one["value"])
        assert all(part["sources"] for part in one["parts"])
    refused = plan(directory, "--explain", "luck")
    assert refused.exit_code == 2
    assert "known are" in refused.output


def test_cash_and_the_way_from_doing_nothing_stand_in_the_json(directory: Path) -> None:
    options = json.loads(plan(directory, "--json").output)["options"]
    first = options[0]["revenue_bridge"]
    assert first["before"] == first["after"]
    for one in options:
        steps = one["revenue_bridge"]
        names = ("before", "price", "volume", "mix", "rate")
        assert sum(Decimal(steps[name]) for name in names) == Decimal(steps["after"])
        assert Decimal(steps["after"]) == Decimal(one["metrics"]["revenue_eur"])
        collected = sum(Decimal(month["collected"]) for month in one["cash"])
        assert abs(collected - Decimal(one["metrics"]["revenue_eur"])) < 1


def test_the_plan_before_and_the_budget_are_bridged_and_only_they(
    directory: Path, tmp_path: Path
) -> None:
    save_company(replace(company(), horizon_weeks=9), directory)
    before = tmp_path / "before.json"
    before.write_text(plan(directory, "--json").stdout, encoding="utf-8")
    result = plan(directory, "--json", "--last-plan", str(before), "--last-option", "build_early")
    options = {one["scenario"]["key"]: one for one in json.loads(result.stdout)["options"]}
    same = options["build_early"]["against_last_plan"]["steps"]
    assert same["before"] == same["after"] != "0.00"
    assert Decimal(same["mix"]) == Decimal(same["price"]) == 0
    assert options["build_early"]["against_budget"] is None
    unnamed = plan(directory, "--last-plan", str(before))
    assert unnamed.exit_code == 2
    assert "one of do_nothing, " in " ".join(unnamed.stderr.split())
    wrong = plan(directory, "--last-plan", str(directory / "items.csv"))
    assert wrong.exit_code == 2
    assert "isn't the JSON of a run" in " ".join(wrong.stderr.split())


def test_a_scenario_file_replaces_the_standard_scenarios(directory: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text(LOCK, encoding="utf-8")
    result = plan(directory, "--scenarios", str(mine), "--json")
    content = json.loads(result.stdout)
    keys = [(o["scenario"]["key"], o["scenario"]["name"]) for o in content["options"]]
    assert keys == [("do_nothing", "Do nothing"), ("lock", "Lock it")]
    held(content, company())


def test_without_a_forecast_the_baseline_is_planned_for(tmp_path: Path) -> None:
    months = [date(2026, month, 1) for month in range(2, 11)]
    history = tuple(
        line(sku, "key", month, 3_000 + 100 * month.month)
        for sku in ("BAR", "SEED")
        for month in months
    )
    bare = company(forecast=(), history=history)
    save_company(bare, tmp_path)
    content = json.loads(plan(tmp_path, "--json").stdout)
    made = baseline_forecast(history, months_ahead=2)
    held(content, replace(bare, forecast=made.lines))
    assert content["demand"]["source"] == "baseline"
    assert content["demand"]["baseline"]["wape"] == pytest.approx(made.wape)
    assert content["demand"]["baseline"]["lag_months"] == 1
    everything, *others = content["demand"]["baseline"]["levels"]
    families = [one for one in others if one["level"] == "family"]
    assert everything["units"] == [
        sum(month) for month in zip(*(one["units"] for one in families), strict=True)
    ]
    assert "the baseline forecast, as forecast.csv is empty" in plan(tmp_path).stdout


def test_without_a_forecast_or_history_there_is_nothing_to_plan(tmp_path: Path) -> None:
    save_company(company(forecast=(), history=(line(month=START.replace(month=12)),)), tmp_path)
    result = plan(tmp_path)
    assert result.exit_code == 2
    assert "forecast.csv: read ''; the table is empty" in result.stderr


def refused(result: Result) -> str:
    assert result.exit_code == 2
    assert result.stdout == ""
    return result.stderr


def test_a_wrong_cell_is_named_by_file_row_and_column(directory: Path) -> None:
    items = directory / "items.csv"
    items.write_text(items.read_text().replace("4.20", "four"), encoding="utf-8")
    said = refused(plan(directory, "--json"))
    assert "items.csv, row 2, column price_eur: read 'four'; write a number" in said


def test_a_directory_that_is_not_there_or_holds_nothing(tmp_path: Path) -> None:
    assert "there is no such directory" in refused(plan(tmp_path / "nowhere"))
    assert "company.toml: read ''; the file is missing; add it" in refused(plan(tmp_path))


def test_a_file_that_is_not_utf8_is_named(directory: Path) -> None:
    (directory / "people.csv").write_bytes("key,name\nå,Å".encode("cp1252"))
    assert "people.csv" in refused(plan(directory))


def test_a_scenario_file_that_is_wrong_or_missing(directory: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text(LOCK.replace("lock_agreed", "lock"), encoding="utf-8")
    said = refused(plan(directory, "--scenarios", str(mine)))
    assert "mine.toml, column scenario 1, lever 1, lever: read 'lock'; unknown; known are" in said
    missing = refused(plan(directory, "--scenarios", str(tmp_path / "none.toml")))
    assert "none.toml" in missing
    mine.write_bytes("key = 'é'".encode("cp1252"))
    assert "save it as UTF-8" in refused(plan(directory, "--scenarios", str(mine)))


def test_planning_writes_nothing(directory: Path) -> None:
    before = {path.name: path.read_bytes() for path in directory.iterdir()}
    plan(directory)
    assert {path.name: path.read_bytes() for path in directory.iterdir()} == before


def test_the_installed_command_says_the_same(directory: Path) -> None:
    """As a process of its own: JSON alone on stdout, nothing else anywhere."""
    run = subprocess.run(
        [sys.executable, "-m", "runtime.cli", "plan", str(directory), "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert json.loads(run.stdout) == json.loads(plan(directory, "--json").stdout)


def test_a_real_makers_orders_end_to_end(tmp_path: Path) -> None:
    records = supplygraph.records()
    made = infer_company(records, slug="supplygraph", plan_start=date(2023, 4, 3))
    save_inferred(made, tmp_path)
    inferred = load_company(tmp_path)
    assert inferred == made.company
    with (tmp_path / MANIFEST_FILE).open(encoding="utf-8", newline="") as text:
        admitted = list(csv.DictReader(text))
    assert {"inferred", "assumed"} == {row["basis"] for row in admitted}
    assert [row["what"] for row in admitted] == [stated.what for stated in made.manifest]
    result = plan(tmp_path, "--json")
    assert result.exit_code == 0, result.stderr
    content = json.loads(result.stdout)
    held(content, inferred)
    assert content["demand"]["units"] > 4_000_000
    assert content["constraints"], "the assumed material doesn't last its lead time"
    lost = {o["scenario"]["key"]: int(o["metrics"]["lost_units"]) for o in content["options"]}
    assert lost["build_early"] < lost["do_nothing"]
    at_risk = sum(constraint["numbers"]["lost_units"] for constraint in content["constraints"])
    assert at_risk == pytest.approx(lost["do_nothing"], rel=0.2)
