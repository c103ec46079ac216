"""Evaluations on their pages: from the verdict to the event that differs, and to what was seen."""

import re
from html import unescape
from typing import Any

import pytest
from sqlalchemy import text

from api.gather.evals import words
from api.gather.evals.run import Asked, run_view
from gates.canonical import canonical_json, sha256
from gates.people import Role
from runtime.activating import Tuner
from runtime.evaluating import INVENTED, AskedAlready, NothingRecorded, ask_preview
from runtime.tuning import propose
from store import eval_runs
from store.tables.evals import EvalRunRow
from store.tables.people import PersonRow
from tests.api.stage_evals import CANDIDATE, gone_brief, outcome, own_run
from tests.api.stage_web import Stage
from tests.api.test_playbook import person
from tests.evals.planted_changes import book
from tests.stage import NOW


def said(page: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page)))


def test_from_the_verdict_down_to_what_people_saw(stage: Stage) -> None:
    run_id = own_run(stage)
    client = stage.sign_in("priya")
    assert f"/evals/runs/{run_id}" in client.get("/evals").text
    page = client.get(f"/evals/runs/{run_id}").text
    assert "1 lost correction ; here is what Priya saw at “Review the options”" in said(page)
    assert "no interval from one company" in said(page)
    assert "1 of 1 exact" in said(page)
    assert "input accepted input/dach version 2 → version 1 checks.R31" in said(page)
    assert "2 2 2,000 + 200 €0.0056 May 0.50 s" in said(page)
    (cycle,) = set(re.findall(rf'href="(/evals/runs/{run_id}/cycles/\d+)"', page))
    differs = client.get(cycle).text
    assert "Gate seated" in differs
    assert "Review the options: slate" in differs
    saw = re.findall(r'href="(/evals/runs/\d+/briefs/[^"]+)"', differs)
    brief = client.get(unescape(saw[0])).text
    assert "From a recording: what" in brief
    assert "<form" not in brief.partition("<main")[2].partition("</main>")[0]
    assert gone_brief() in brief


def test_taken_away_it_is_the_same(stage: Stage) -> None:
    run_id = own_run(stage)
    client = stage.sign_in("priya")
    assert client.get(f"/evals/runs/{run_id}/results.json").json() == outcome().results
    assert "<!doctype html>" in client.get(f"/evals/runs/{run_id}/report.html").text
    rows = client.get(f"/evals/runs/{run_id}/cycles.csv").text
    assert "lost_corrections" in rows
    page = client.get(f"/evals/beside?run={run_id}&run={own_run(stage)}&run=999").text
    assert page.count('href="/evals/runs/') == 2


def test_every_kept_brief_has_its_digest() -> None:
    assert outcome().briefs
    for digest, brief in outcome().briefs.items():
        assert sha256(canonical_json(brief)) == digest


def row(name: str, world: str, was: float, now: float) -> dict[str, Any]:
    first = {"type": "gate.seated", "kind": "changed", "blame": ["gates.review.slate"]}
    return {
        "recording": name,
        "world": world,
        "base": {m["key"]: was if m["key"] == "touches" else 0.0 for m in METRICS},
        "candidate": {m["key"]: now if m["key"] == "touches" else 0.0 for m in METRICS},
        "divergences": int(was != now),
        "first": first if was != now else None,
        "gone": [],
    }


METRICS = outcome().results["metrics"]


@pytest.fixture
def run() -> EvalRunRow:
    cycles = [row("a/1", "a", 5, 5), row("a/2", "a", 5, 9), row("b/1", "b", 5, 2)]
    return EvalRunRow(
        id=7,
        base="b" * 64,
        candidate="c" * 64,
        corpus="files",
        state="done",
        results={**outcome().results, "gone": []},
        cycles=cycles,
        briefs={},
    )


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        (Asked(), [["a/2", "a/1", "b/1"]]),
        (Asked(show="regressed"), [["a/2"]]),
        (Asked(show="improved"), [["b/1"]]),
        (Asked(show="same", sort="touches"), [["a/1"]]),
        (Asked(group="company"), [["a/2", "a/1"], ["b/1"]]),
        (Asked(group="gate"), [["a/2", "b/1"], ["a/1"]]),
    ],
)
def test_the_worst_come_first_filtered_and_grouped(
    run: EvalRunRow, asked: Asked, names: list[list[str]]
) -> None:
    view = run_view(run, (), asked)
    assert [[line.name for line in group.lines] for group in view.groups] == names
    counts = [one.label for one in view.filters]
    assert counts == ["All 3", "Regressed 1", "Mixed 0", "Improved 1", "Same 1"]


def test_what_a_number_lies_between_is_said_where_it_is_not_known() -> None:
    assert all(one.between == "" for one in run_view(_run([]), (), Asked()).metrics)
    wide = _run([{**one, "between": [0.0, 2.0]} for one in METRICS])
    assert {one.between for one in run_view(wide, (), Asked()).metrics} == {"0 to 2"}
    before = _run([{k: v for k, v in one.items() if k != "between"} for one in METRICS])
    assert run_view(before, (), Asked()).metrics, "kept before such bounds were told"


def _run(metrics: list[dict[str, Any]]) -> EvalRunRow:
    results = {k: v for k, v in outcome().results.items() if k != "whole"}
    return EvalRunRow(
        id=8,
        base="b" * 64,
        candidate="c" * 64,
        corpus="files",
        state="done",
        results={**results, "gone": [], "metrics": metrics or METRICS},
        cycles=[],
        briefs={},
    )


def test_an_outcome_goes_by_what_is_judged_alone() -> None:
    only_shown = [{**metric, "primary": False} for metric in METRICS]
    assert words.outcome(only_shown, row("a/2", "a", 5, 9)) is words.SAME
    assert words.outcome(METRICS, row("a/2", "a", 5, 9)) is words.REGRESSED


def test_a_preview_is_asked_for_once_and_a_worker_has_it(stage: Stage) -> None:
    with stage.office.sessions(stage.company_id) as session:
        session.query(PersonRow).filter_by(key="jonas").one().role = Role.ADMIN.value
        session.query(PersonRow).filter_by(key="ines").one().role = Role.SOP_LEAD.value
        for role in (Role.OPERATIONS_LEAD, Role.DEMAND_MANAGER, Role.COO):
            session.add(person(stage, role))
    tuner = Tuner(company_id=stage.company_id, person_key="jonas", why="x")
    draft = propose(stage.office, tuner, book(CANDIDATE))
    client = stage.sign_in("jonas")
    page = client.get(f"/playbook/versions/{draft}").text
    assert "24 invented companies" in page
    assert 'value="recorded"' not in page, "no cycle of theirs is finished"
    with pytest.raises(NothingRecorded):
        ask_preview(stage.office, tuner, draft, "recorded")
    answer = client.post(f"/playbook/versions/{draft}/preview", data={"corpus": INVENTED})
    assert answer.status_code == 303
    assert "Being made" in client.get(answer.headers["location"]).text
    with pytest.raises(AskedAlready):
        ask_preview(stage.office, tuner, draft, INVENTED)
    run_id = int(answer.headers["location"].rpartition("/")[2])
    with stage.office.sessions(stage.company_id) as session:
        queued = text("select args from procrastinate_jobs where task_name = 'preview'")
        jobs = session.execute(queued).scalars().all()
        assert jobs == [{"run_id": run_id, "company_id": stage.company_id}]
        assert eval_runs.fail(session, run_id, "It ended with 1.", at=NOW)
        assert not eval_runs.fail(session, run_id, "Again.", at=NOW)
    assert "It ended with 1." in client.get(f"/evals/runs/{run_id}").text
    assert 'id="preview"' in client.get(f"/playbook/versions/{draft}").text
