"""Every run of a company, and several beside each other."""

from collections.abc import Mapping, Sequence

from api import formats
from api.gather.evals import words
from api.gather.playbook.words import SHORT
from api.tongue import say
from api.views.decision import Viewer
from api.views.evals import BesideColumn, BesideView, RunLine, RunsView, WaitingRunView
from api.views.frame import State
from store.tables.cycles import CycleRow
from store.tables.evals import EvalRunRow
from store.tables.people import PersonRow

MOST = 8
UNFINISHED = {"asked": words.ASKED, "failed": words.FAILED}


def runs_view(
    runs: Sequence[EvalRunRow],
    cycles: Sequence[CycleRow],
    names: Mapping[int, PersonRow],
    slug: str,
    viewer: Viewer,
) -> RunsView:
    return RunsView(
        runs=tuple(_run(run, names, viewer) for run in runs),
        summary=formats.count(len(runs), "run"),
        cases=tuple(cycle.name for cycle in cycles),
        command=f"sopwith evals record {slug}",
    )


def _run(run: EvalRunRow, names: Mapping[int, PersonRow], viewer: Viewer) -> RunLine:
    return RunLine(
        number=run.id,
        href=f"/evals/runs/{run.id}",
        asked=run.asked_at.astimezone(viewer.zone),
        by=names[run.by_id].name if run.by_id else say("the command line"),
        what=what(run),
        corpus=formats.headline(words.CORPORA[run.corpus]),
        state=state(run),
        line=_line(run),
    )


def what(run: EvalRunRow) -> str:
    return say("{candidate} against {base}", candidate=run.candidate[:SHORT], base=run.base[:SHORT])


def state(run: EvalRunRow) -> State:
    return words.verdict(run.results["verdict"]) if run.results else UNFINISHED[run.state]


def _line(run: EvalRunRow) -> str:
    return str(run.results["line"]) if run.results else run.problem or ""


def waiting_view(run: EvalRunRow) -> WaitingRunView:
    says = run.problem or say("A worker makes it. That takes about a minute; look again then.")
    return WaitingRunView(number=run.id, what=what(run), state=state(run), says=says)


def beside_view(runs: Sequence[EvalRunRow]) -> BesideView:
    """Runs against one base. Others than the first one's base are left out, and said so."""
    done = [run for run in runs if run.results is not None]
    same = [run for run in done if run.base == done[0].base and _corpus(run) == _corpus(done[0])]
    metrics = (same[0].results or {})["metrics"] if same else []
    rows = []
    for metric in metrics:
        values = []
        for run in same:
            of = {one["key"]: one for one in (run.results or {})["metrics"]}
            one = of.get(metric["key"])
            values.append(_value(one) if one else "–")
        first = say(metric["name"]), say(metric["unit"])
        rows.append((*first, (words.figure(metric["base"]), *values)))
    left = len(runs) - len(same)
    return BesideView(
        columns=tuple(
            BesideColumn(
                label=run.candidate[:SHORT],
                href=f"/evals/runs/{run.id}",
                about=say("Run {number}", number=run.id),
                verdict=state(run),
            )
            for run in same
        ),
        rows=tuple(rows),
        note=say("{runs} left out: another base or other cycles.", runs=formats.count(left, "run"))
        if left
        else "",
    )


def _corpus(run: EvalRunRow) -> tuple[object, ...]:
    found = run.results or {}
    return run.corpus, found.get("cycles"), found.get("worlds")


def _value(metric: Mapping[str, float]) -> str:
    return f"{words.figure(metric['candidate'])} ({words.change(metric['delta'])})"
