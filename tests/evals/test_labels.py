"""Labels stand beside a recording and agree or don't; exports say what the recording says."""

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from evals.comparing.judging import Policy
from evals.comparing.results import CYCLES, compare
from evals.export.decisions import decisions
from evals.export.event_log import event_log
from evals.export.inspect_log import inspect_log
from evals.labels import kept as labels
from evals.labels.agreement import alpha
from evals.labels.items import Kind, items_of
from evals.recording.recording import read
from evals.recording.verifying import problems
from gates.playbook import Playbook
from runtime.commands import application
from tests.evals.planted_changes import book, seats
from tests.evals.recordings import copied_to, kept


def run(*words: str) -> Any:
    return CliRunner().invoke(application(), ["evals", *words])


def filled(path: Path, said: dict[str, str]) -> Path:
    """The sheet with a label for each kind of item."""
    rows = list(csv.DictReader(StringIO(path.read_text(encoding="utf-8-sig"))))
    out = StringIO()
    table = csv.DictWriter(out, rows[0].keys())
    table.writeheader()
    table.writerows({**row, "label": said.get(row["kind"], row["label"])} for row in rows)
    path.write_text(out.getvalue(), encoding="utf-8")
    return path


def test_two_raters_judge_by_sheets_and_see_nothing_of_each_other(tmp_path: Path) -> None:
    recording, sheet = copied_to(tmp_path), tmp_path / "sheet.csv"
    items = items_of(read(recording))
    assert {one.kind for one in items} == {Kind.FINDING, Kind.DECISION}, "nobody was asked by name"
    assert len({one.key for one in items}) == len(items)
    said = ""
    for rater, finding in (("ines", "problem"), ("marta", "fine")):
        assert run("label", str(recording), "--rater", rater, "--sheet", str(sheet)).exit_code == 0
        assert "problem" not in sheet.read_text(encoding="utf-8-sig").replace("a problem", "")
        filled(sheet, {"finding": finding, "decision": "right"})
        took = run("label", str(recording), "--rater", rater, "--take", str(sheet))
        assert took.exit_code == 0, took.output
        said = took.output
    decided = sum(one.kind is Kind.DECISION for one in items)
    assert f"decisions: {decided} of {decided} judged by marta" in said
    assert list(problems(recording)) == [], "a recording holds nothing of them"
    assert alpha(labels.by_item(labels.read(recording), Kind.FINDING)) < 0  # type: ignore[operator]


@pytest.mark.parametrize(
    ("key", "label", "says"),
    [("finding/nothing", "fine", "there is no"), ("", "perfect", "is none of")],
)
def test_a_sheet_is_taken_whole_or_not_at_all(
    tmp_path: Path, key: str, label: str, says: str
) -> None:
    recording = copied_to(tmp_path)
    items = items_of(read(recording))
    sheet = tmp_path / "sheet.csv"
    lines = [f"{items[0].key},fine", f"{key or items[0].key},{label}"]
    sheet.write_text("\n".join(["key,label", *lines]), encoding="utf-8")
    refused = run("label", str(recording), "--rater", "ines", "--take", str(sheet))
    assert refused.exit_code == 2
    assert says in refused.output
    assert labels.read(recording) == ()


def test_the_last_word_of_a_rater_counts(tmp_path: Path) -> None:
    one = labels.Label(key="decision/1", rater="ines", label="right")
    other = labels.Label(key="decision/1", rater="ines", label="wrong")
    labels.add(tmp_path / "2026-11", [one])
    labels.add(tmp_path / "2026-11", [other])
    assert labels.read(tmp_path / "2026-11") == (other,)


@pytest.mark.parametrize(
    ("units", "expected"),
    [
        # Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section A
        ([*zip("0100000010", "0110010100", strict=True)], 0.095),
        ([("a", "a"), ("a", "a")], None),
        ([("a",), ("b",)], None),
    ],
)  # fmt: skip
def test_alpha_is_the_books(units: list[tuple[str, ...]], expected: float | None) -> None:
    found = alpha(units)
    assert (found and round(found, 3)) == expected


def test_an_event_log_has_every_event_and_no_loose_end() -> None:
    log: Any = event_log([kept()])
    assert len(log["events"]) == len(kept().events)
    known = {one["id"] for one in log["objects"]}
    used = {
        r["objectId"] for one in (*log["events"], *log["objects"]) for r in one["relationships"]
    }
    assert used <= known
    assert {one["type"] for one in log["objects"]} >= {"cycle", "gate", "person", "playbook"}
    decided = next(one for one in log["events"] if one["type"] == "gate.decided")
    assert {r["qualifier"] for r in decided["relationships"]} == {"of", "about", "by"}


def test_every_answer_is_a_line_with_what_was_shown(tmp_path: Path) -> None:
    recording = copied_to(tmp_path)
    first = next(one for one in items_of(read(recording)) if one.kind is Kind.DECISION)
    labels.add(recording, [labels.Label(key=first.key, rater="ines", label="right")])
    lines = list(decisions([read(recording)]))
    assert len(lines) == sum(e.type == "gate.decided" for e in kept().events)
    assert [one["labels"] for one in lines if one["labels"]] == [{"ines": "right"}]
    assert all(one["brief"]["question"] for one in lines)


def test_a_comparison_is_an_inspect_log(tmp_path: Path) -> None:
    changed = book({"gates.review.slate": seats("sales_lead")})
    found = compare([kept()], Playbook(), changed, tmp_path, policy=Policy())
    rows = json.loads((tmp_path / CYCLES).read_text(encoding="utf-8"))
    log = inspect_log(found, rows, "2026-11-30T12:00:00+00:00")
    (sample,) = log["samples"]
    assert sample["scores"]["lost_corrections"]["value"] == 1
    assert {one["name"] for one in log["results"]["scores"]} == sample["scores"].keys()
    out = tmp_path / "log.json"
    wrote = run("export", str(tmp_path), "--to", "inspect", "--out", str(out))
    assert wrote.exit_code == 0
    assert json.loads(out.read_text(encoding="utf-8"))["version"] == 2
    assert run("export", str(tmp_path / ".."), "--to", "inspect", "-o", str(out)).exit_code == 2
