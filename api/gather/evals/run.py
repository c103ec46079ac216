"""One run: its verdict, its metrics with their intervals, and the cycles that differ."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from api import formats
from api.gather.evals import words
from api.gather.evals.line import line_of
from api.gather.evals.runs import what
from api.gather.evals.whole import whole_of
from api.gather.playbook.turns import turns_of
from api.gather.playbook.words import SHORT, href
from api.playbook_form import saying
from api.views.evals import (
    CycleGroup,
    CycleLine,
    Filter,
    GoneLine,
    MetricLine,
    RunView,
)
from api.views.frame import State
from gates.direction.cell import Cell, Turn
from store.tables.evals import EvalRunRow

SHOWN = 60
GONE_SHOWN = 30
STATES = {
    one.word.lower(): one for one in (words.REGRESSED, words.MIXED, words.IMPROVED, words.SAME)
}
GROUPINGS = {"": "one list", "company": "by company", "gate": "by what differs first"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What of a run's cycles is to be seen, and in which order."""

    show: str = ""
    sort: str = ""
    group: str = ""

    def href(self, **other: str) -> str:
        said = {"show": self.show, "sort": self.sort, "group": self.group} | other
        kept = {key: value for key, value in said.items() if value}
        return f"?{urlencode(kept)}#cycles" if kept else "?#cycles"


def run_view(run: EvalRunRow, others: Sequence[EvalRunRow], asked: Asked) -> RunView:
    found: Mapping[str, Any] = run.results or {}
    rows = list(enumerate(run.cycles or [], 1))
    metrics = found["metrics"]
    states = {number: words.outcome(metrics, row) for number, row in rows}
    wanted = [(n, row) for n, row in rows if not asked.show or states[n] is STATES.get(asked.show)]
    ranked = _ranked(wanted, metrics, asked.sort)
    return RunView(
        number=run.id,
        line=line_of(run),
        verdict=words.verdict(found["verdict"]),
        candidate=run.candidate[:SHORT],
        candidate_href=href(run.candidate),
        base=run.base[:SHORT],
        base_href=href(run.base),
        about=_about(run, found),
        reasons=tuple(found["reasons"]),
        not_answerable=tuple(found["not_answerable"]),
        coverage=_coverage(found),
        metrics=tuple(_metric(one, asked) for one in metrics),
        whole=whole_of(found),
        turns=turns_of(_cells(found)),
        gone=tuple(gone_lines(run, found["gone"][:GONE_SHOWN])),
        gone_more=max(len(found["gone"]) - GONE_SHOWN, 0),
        filters=tuple(_filters(states, asked)),
        groupings=tuple(
            Filter(label=label, href=asked.href(group=key), here=key == asked.group)
            for key, label in GROUPINGS.items()
        ),
        groups=tuple(_groups(run, ranked[:SHOWN], states, asked)),
        more=max(len(ranked) - SHOWN, 0),
        files=(
            ("CSV", f"/evals/runs/{run.id}/cycles.csv"),
            ("JSON", f"/evals/runs/{run.id}/results.json"),
            ("Report", f"/evals/runs/{run.id}/report.html"),
        ),
        beside=tuple(
            Filter(label=what(one), href=f"/evals/beside?run={run.id}&run={one.id}", here=False)
            for one in others
            if one.id != run.id and one.results is not None and one.base == run.base
        ),
        sha256=run.sha256 or "",
    )


def _about(run: EvalRunRow, found: Mapping[str, Any]) -> str:
    cycles = formats.count(found["cycles"], "cycle")
    worlds = formats.count(found["worlds"], "company", "companies")
    return f"{cycles} of {worlds}: {words.CORPORA[run.corpus]}. Tier {found['tier']}"


def _coverage(found: Mapping[str, Any]) -> str:
    levels: Mapping[str, int] = found["levels"]
    known = levels["L0"] + levels.get("L1", 0)
    return f"{known} of {sum(levels.values())} answers are those people really gave"


def _cells(found: Mapping[str, Any]) -> list[Cell]:
    return [
        Cell(where=c["where"], when=c["when"], was=c["was"], now=c["now"], turn=turn)
        for turn in Turn
        for c in found["cells"][turn.value]
    ]


def _metric(metric: Mapping[str, Any], asked: Asked) -> MetricLine:
    low, high = metric["low"], metric["high_bound"]
    needs = metric["needs_worlds"]
    return MetricLine(
        key=metric["key"],
        name=metric["name"],
        says=f"{metric['unit']}. {metric['says']}",
        base=words.figure(metric["base"]),
        candidate=words.figure(metric["candidate"]),
        delta=words.change(metric["delta"]),
        interval=_interval(low, high),
        margin=f"{metric['margin']:g}" if metric["margin"] is not None else "",
        verdict=words.verdict(metric["verdict"]),
        note=f"about {needs} companies would tell" if needs else _noise(metric, low, high),
        between=_between(metric.get("between")),
        sort_href=asked.href(sort=metric["key"]),
    )


def _between(ends: Sequence[float] | None) -> str:
    """Whichever way the answers nobody knows had gone; nothing where that changes nothing."""
    if not ends or ends[0] == ends[1]:
        return ""
    return f"{words.figure(ends[0])} to {words.figure(ends[1])}"


def _interval(low: float | None, high: float | None) -> str:
    return "none" if low is None or high is None else f"{words.change(low)} to {words.change(high)}"


def _noise(metric: Mapping[str, Any], low: float | None, high: float | None) -> str:
    """What the interval over companies means.

    >>> _noise({"delta": 0.2, "more_is_better": False}, -0.1, 0.5)
    'within noise'
    >>> _noise({"delta": 0.2, "more_is_better": False}, 0.1, 0.3)
    'worse'
    """
    if low is None or high is None:
        return "no interval from one company" if metric["delta"] else ""
    if low <= 0 <= high:
        return "within noise" if metric["delta"] else ""
    return "better" if (low > 0) == bool(metric.get("more_is_better")) else "worse"


def _ranked(
    rows: list[tuple[int, Mapping[str, Any]]], metrics: Sequence[Mapping[str, Any]], sort: str
) -> list[tuple[int, Mapping[str, Any]]]:
    """The worst first: by the metric asked for, or by all that are judged in their order."""
    by = [one for one in metrics if one["key"] == sort] or words.judged(metrics)

    def rank(numbered: tuple[int, Mapping[str, Any]]) -> tuple[Any, ...]:
        row = numbered[1]
        return (*(words.gain(one, row) for one in by), -row["divergences"], row["recording"])

    return sorted(rows, key=rank)


def _filters(states: Mapping[int, State], asked: Asked) -> list[Filter]:
    counted = [state.word.lower() for state in states.values()]
    every = Filter(label=f"All {len(counted)}", href=asked.href(show=""), here=not asked.show)
    return [
        every,
        *(
            Filter(
                label=f"{word.capitalize()} {counted.count(word)}",
                href=asked.href(show=word),
                here=word == asked.show,
            )
            for word in STATES
        ),
    ]


def _groups(
    run: EvalRunRow,
    rows: Sequence[tuple[int, Mapping[str, Any]]],
    states: Mapping[int, State],
    asked: Asked,
) -> list[CycleGroup]:
    metrics = (run.results or {})["metrics"]
    grouped: dict[str, list[CycleLine]] = defaultdict(list)
    for number, row in rows:
        grouped[_group(row, asked.group)].append(_cycle(run, number, row, states[number], metrics))
    return [CycleGroup(title=title, lines=tuple(lines)) for title, lines in grouped.items()]


def _group(row: Mapping[str, Any], by: str) -> str:
    if by == "company":
        return str(row["world"])
    if by == "gate":
        first = row["first"]
        return event(first["type"]) if first else "Nothing differs"
    return ""


def _cycle(
    run: EvalRunRow,
    number: int,
    row: Mapping[str, Any],
    state: State,
    metrics: Sequence[Mapping[str, Any]],
) -> CycleLine:
    first = row["first"]
    moved = [
        f"{one['name']} {words.figure(row['base'][one['key']])} →"
        f" {words.figure(row['candidate'][one['key']])}"
        for one in words.judged(metrics)
        if words.gain(one, row)
    ]
    return CycleLine(
        href=f"/evals/runs/{run.id}/cycles/{number}",
        name=row["recording"],
        state=state,
        moved=tuple(moved),
        first=f"{event(first['type'])}: {first['kind']}" if first else "",
        because=tuple(saying.setting(key) for key in (first["blame"] if first else ())),
    )


def event(kind: str) -> str:
    """An event's kind in words.

    >>> event("gate.seated"), event("input.judged")
    ('Gate seated', 'Input judged')
    """
    return formats.headline(kind.replace(".", " ").replace("_", " "))


def gone_lines(run: EvalRunRow, gone: Sequence[Mapping[str, Any]]) -> list[GoneLine]:
    numbers = {row["recording"]: number for number, row in enumerate(run.cycles or [], 1)}
    return [_gone(run, one, numbers) for one in gone]


def _gone(run: EvalRunRow, one: Mapping[str, Any], numbers: Mapping[str, int]) -> GoneLine:
    said = formats.headline(str(one["verb"]).replace("_", " "))
    chosen = f" “{one['choice']}”" if one["choice"] else ""
    why = f": {one['reason']}" if one["reason"] else ""
    kept = one["brief"] in (run.briefs or {})
    saw = f"/evals/runs/{run.id}/briefs/{one['brief']}?{urlencode({'by': one['by']})}"
    return GoneLine(
        cycle=one["recording"],
        cycle_href=f"/evals/runs/{run.id}/cycles/{numbers[one['recording']]}",
        gate=words.gate(one["gate"]),
        by=one["by"],
        said=f"{said}{chosen}{why}",
        becomes=words.LOST[one["lost"]],
        stake=formats.eur(round(float(one["stake_eur"]))),
        saw_href=saw if kept else "",
    )
