"""`sopwith inputs check`: every bad file is answered with its cells or with a sentence."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from typer.testing import CliRunner, Result

from runtime.commands import application
from runtime.company_files import save_company
from tests.planning.halden_files import WideFile, halden, numbers

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("halden")
    save_company(halden(), folder)
    return folder


def sopwith(*arguments: object) -> Result:
    return CliRunner().invoke(application(), ["inputs", "check", *map(str, arguments)])


def told(result: Result) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


def workbook(path: Path, sent: WideFile) -> Path:
    """The file as an Excel sheet `Plan`, numbers as numbers."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Plan")
    for row, line in enumerate(sent.text.splitlines()):
        for column, cell in enumerate(line.split(",")):
            if cell.lstrip("-").isdigit():
                sheet.write_number(row, column, int(cell))
            else:
                sheet.write_string(row, column, cell)
    book.close()
    return path


def test_a_clean_file_exits_0(tmp_path: Path, company: Path) -> None:
    file = tmp_path / "nordics.csv"
    file.write_text(WideFile(numbers=numbers(noise=0.03)).text)
    result = sopwith(file, "--against", company, "--region", "nordics")
    assert result.exit_code == 0, result.output
    assert "432 numbers read; nothing to correct, 1 to look at." in result.stdout
    assert "R54" in result.stdout


def test_what_is_found_is_said_in_the_readers_language(tmp_path: Path) -> None:
    small = replace(halden(), closed_days=())
    save_company(small, tmp_path / "halden")
    shown = sopwith(tmp_path / "halden", "--language", "de").stdout
    assert "keine Schließtage" in shown
    assert "auch kein Feiertag" in shown
    assert "no closed days" not in shown


def test_a_fault_is_told_by_sheet_row_and_column(tmp_path: Path, company: Path) -> None:
    planted = numbers(noise=0.03)
    key = next(iter(planted))
    planted[key] = -5
    file = workbook(tmp_path / "nordics.xlsx", WideFile(numbers=planted))
    result = sopwith(file, "--against", company, "--region", "nordics", "--json")
    assert result.exit_code == 1
    (one,) = told(result)
    first = one["findings"][0]
    assert (first["rule"], first["severity"], first["file"]) == ("R40", "blocking", "nordics.xlsx")
    assert (first["sheet"], first["row"], first["column"]) == ("Plan", 2, "C")
    price = float(halden().items[0].price_eur)
    assert (first["observed"], first["impact"]) == ("−5", {"units": 5, "eur": 5 * price})
    assert [(c["row"], c["column"], c["from"], c["to"]) for c in first["proposal"]] == [
        (2, "C", "-5", "0")
    ]
    assert one["groups"][0]["title"] == "1 row: below zero"
    assert set(first) == {
        *("rule", "severity", "file", "sheet", "row", "column"),
        *("observed", "expected", "message", "impact", "plan", "proposal"),
    }
    table = sopwith(file, "--against", company, "--region", "nordics")
    assert table.exit_code == 1
    heading, _, _, *rows = table.stdout.partition("blocking R40")[2].splitlines()
    assert heading.startswith(", 1 row: below zero (5 units, €")
    assert rows[0].split()[:3] == ["Plan", "2", "C"]


def test_one_bad_file_does_not_hide_the_others(tmp_path: Path, company: Path) -> None:
    good, empty = tmp_path / "good.csv", tmp_path / "empty.csv"
    good.write_text(WideFile(numbers=numbers(noise=0.03)).text)
    empty.write_text("")
    gone, macros = tmp_path / "gone.csv", tmp_path / "plan.xlsm"
    macros.write_bytes(b"PK")
    files = (empty, good, gone, macros)
    result = sopwith(*files, "--against", company, "--region", "nordics", "--json")
    assert result.exit_code == 2
    assert [one["numbers"] for one in told(result)] == [0, 432, 0, 0]
    assert f"{empty}: The file is empty. Please send it again." in result.stderr
    assert f"{gone}: No such file or directory" in result.stderr
    assert f"{macros}: The workbook holds macros." in result.stderr


def test_two_files_for_one_region_that_differ_are_named(tmp_path: Path, company: Path) -> None:
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    sent = numbers(noise=0.03)
    key = ("GR-02", "retail", date(2027, 1, 1))
    one.write_text(WideFile(numbers=sent).text)
    two.write_text(WideFile(numbers=sent | {key: int(sent[key]) + 7}).text)
    result = sopwith(one, two, "--against", company, "--region", "nordics", "--json")
    first, second = ([f for f in file["findings"] if f["rule"] == "R64"] for file in told(result))
    assert first == []
    assert [(f["impact"]["units"], f["observed"]) for f in second] == [
        (7, f"{int(sent[key]) + 7:,}")
    ]
    assert second[0]["expected"].endswith("as one.csv said")


def test_with_a_plan_what_touches_a_shortage_comes_first(tmp_path: Path, company: Path) -> None:
    """Granola is dearer; the syrup of the oat bars is what runs short in December."""
    sent = numbers(noise=0.03)
    dear, short = ("GR-02", "key", date(2027, 3, 1)), ("OB-05", "convenience", date(2026, 12, 1))
    for key, factor in ((dear, 2), (short, 3)):
        sent[key] = int(sent[key]) * factor
    file = tmp_path / "nordics.csv"
    file.write_text(WideFile(numbers=sent).text)
    asked = (file, "--against", company, "--region", "nordics", "--json")
    plain, planned = (
        [f for f in told(sopwith(*asked, *more))[0]["findings"] if f["rule"] == "R42"]
        for more in ((), ("--plan",))
    )
    assert [finding["plan"] for finding in plain] == [None, None]
    assert plain[0]["message"].startswith("GR-02")
    first, second = planned
    assert first["message"].startswith("OB-05")
    assert first["plan"]["short_of"] == ["Oat syrup"]
    assert first["plan"]["short_units"] > 0
    assert second["plan"]["short_of"] == []
    assert second["plan"]["margin_eur"] < second["impact"]["eur"]


def test_a_company_directory_is_checked_itself(tmp_path: Path, company: Path) -> None:
    assert told(sopwith(company, "--json"))[0]["findings"] == []
    dear = replace(halden().items[0], price_eur=halden().items[0].price_eur * 10)
    save_company(replace(halden(), items=(dear, *halden().items[1:])), tmp_path / "new")
    result = sopwith(tmp_path / "new", "--against", company, "--json")
    assert result.exit_code == 0
    (found,) = told(result)[0]["findings"]
    assert (found["rule"], found["file"], found["row"], found["column"]) == (
        "R35",
        "items.csv",
        2,
        "F",
    )
    assert sopwith(tmp_path / "gone", "--against", company).exit_code == 2


def test_a_file_that_says_no_region_needs_one(tmp_path: Path, company: Path) -> None:
    file = tmp_path / "plan.csv"
    file.write_text(WideFile(numbers=numbers()).text)
    result = sopwith(file, "--against", company)
    assert result.exit_code == 2
    assert "doesn't say which region it is for" in result.stderr
    assert sopwith(file, "--against", company, "--region", "asia").exit_code == 2


def test_a_folder_that_is_no_company_ends_it_with_what_is_missing(tmp_path: Path) -> None:
    file = tmp_path / "plan.csv"
    file.write_text("SKU,Tier,Month,Units\n")
    result = sopwith(file, "--against", tmp_path)
    assert result.exit_code == 2
    assert "company.toml" in result.stderr


def test_alone_a_file_is_still_checked(tmp_path: Path) -> None:
    file = tmp_path / "plan.csv"
    file.write_text("SKU,Tier,Month,Units\nA,key,2027-01,5\nA,key,2027-01,6\n[b],key,2027-01,-1\n")
    result = sopwith(file)
    assert result.exit_code == 1
    for said in ("R21", "R40", "[b], key, Jan 2027: −1 can't be sold"):
        assert said in result.stdout


def test_a_files_own_characters_do_not_reach_the_terminal(tmp_path: Path) -> None:
    file = tmp_path / "plan.csv"
    file.write_text("SKU,Tier,Month,Units\n\x1b[31mred,key,2027-01,-1\n")
    result = sopwith(file)
    assert "R40" in result.stdout
    assert "\x1b" not in result.stdout


def supplygraph() -> Path:
    for above in ROOT.parents:
        if (found := above / "shared" / "data" / "supplygraph").is_dir():
            return found
    pytest.skip("shared/data/supplygraph, real orders of a real maker, isn't here")


def test_real_orders_are_read_and_their_dirt_is_named() -> None:
    result = sopwith(supplygraph() / "sales_order_unit.csv", "--json")
    assert result.exit_code == 0
    (one,) = told(result)
    assert one["numbers"] == 221 * 41
    by_rule: dict[str, list[dict[str, Any]]] = {}
    for finding in one["findings"]:
        by_rule.setdefault(finding["rule"], []).append(finding)
    (repeated,) = by_rule["R03"]
    assert (repeated["observed"], repeated["row"], repeated["column"]) == ("POP001L12P.1", 1, "V")
    assert len(by_rule["R41"]) == 651
    assert {(slip["observed"], slip["expected"]) for slip in by_rule["R20"]} == {
        (code, f"SOS{code[3:]}?")
        for code in ("SO0005L04P", "SO0002L09P", "SO0001L12P", "SO0500M24P")
    }


def test_every_real_file_is_answered() -> None:
    files = sorted(supplygraph().glob("*.csv"))
    result = sopwith(*files, "--json")
    assert result.exit_code == 1  # the lists of products and plants are no planning tables
    answers = {Path(one["file"]).name: one for one in told(result)}
    assert [a["findings"][0]["rule"] for a in answers.values() if not a["numbers"]] == ["R01"] * 3
    weights = [a for name, a in answers.items() if name.endswith("_weight.csv")]
    for answer in weights:
        (tonnes,) = [f for f in answer["findings"] if f["rule"] == "R41"]
        assert "is the sheet in tonnes" in tonnes["message"]
