"""A whole comparison as plain values: `results.json`, of which every report is a function."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, fields
from decimal import Decimal
from pathlib import Path
from statistics import mean
from typing import Any

from evals.comparing.changed_keys import not_answerable, without_evidence
from evals.comparing.judging import Evidence, Judged, Oracle, Policy, judge_metrics, verdict_of
from evals.oracle.levels import KNOWN, Level, Lost
from evals.recording.recording import Recording
from evals.replay.same import other_than_recorded
from evals.replaying import beside
from evals.scorers.counting import METRICS
from evals.stats.paired import Effect, effect
from evals.telling import one_line
from gates.direction.cell import Turn
from gates.direction.comparing import of_turn, turned
from gates.direction.settings import changed_keys
from gates.errors import Refusal
from gates.playbook import Playbook, version

SCHEMA = "sopwith.results/1"
SCORES, RESULTS, CYCLES = "scores.jsonl", "results.json", "cycles.json"
WORST = 10


class MixedCorpus(Refusal):
    """Recorded and invented cycles aren't taken for one; compare on each by itself."""


Progress = Callable[[int, int], None]


def compare(
    recordings: Iterable[Recording],
    base: Playbook,
    candidate: Playbook,
    out: Path,
    *,
    policy: Policy,
    progress: Progress = lambda _done, _of: None,
) -> dict[str, Any]:
    """Score every cycle, going on where an earlier run stopped, and write `results.json`."""
    listed = recordings if isinstance(recordings, Sequence) else list(recordings)
    roots: list[str] = []
    invented: set[bool] = set()
    out.mkdir(parents=True, exist_ok=True)
    key = f"{version(base)}:{version(candidate)}:{policy.way}"
    done = dict(_scored(out / SCORES, key))
    with (out / SCORES).open("a", encoding="utf-8") as kept:
        for number, recording in enumerate(listed, 1):
            root = recording.cycle["root_hash"]
            roots.append(root)
            invented.add(bool(recording.cycle.get("synthetic")))
            if len(invented) > 1:
                raise MixedCorpus
            if root not in done:
                said = score(recording, base, candidate, policy)
                kept.write(json.dumps({"key": key, **said}, ensure_ascii=False) + "\n")
                kept.flush()
                done[root] = said
            progress(number, len(listed))
    rows = [done[root] for root in roots]
    found = results(rows, base, candidate, policy)
    (out / CYCLES).write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    (out / RESULTS).write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    return found


def _scored(path: Path, key: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """What an earlier run scored; a line it was writing when it died is scored again."""
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            said = json.loads(line)
        except ValueError:
            continue
        if said.pop("key", None) == key:
            yield said["root"], said


def score(
    recording: Recording, base: Playbook, candidate: Playbook, policy: Policy
) -> dict[str, Any]:
    """One cycle on both, and whether it gives its own events at all."""
    other = other_than_recorded(recording)
    both_ways = policy.oracle is Oracle.BOUNDS
    said = beside(recording, base, candidate, implied=policy.implied, both_ways=both_ways).plain
    return {**said, "same": other is None, "first_other": other}


def results(
    rows: list[dict[str, Any]], base: Playbook, candidate: Playbook, policy: Policy
) -> dict[str, Any]:
    """The verdict and all that it rests on."""
    effects = {
        m.key: effect([(r["world"], r["base"][m.key], r["candidate"][m.key]) for r in rows])
        for m in METRICS
    }
    judged = judge_metrics(effects, policy)
    keys, cells = changed_keys(base, candidate), turned(base, candidate)
    evidence = _evidence(rows, keys)
    verdict, reasons = verdict_of(judged, evidence, policy)
    found = {
        "schema": SCHEMA,
        "tier": "T1",
        "base": version(base),
        "candidate": version(candidate),
        "verdict": "invalid" if evidence.not_same else verdict.value,
        "reasons": [*(f"{n} doesn't give its own events" for n in evidence.not_same), *reasons],
        "policy": policy.model_dump(mode="json"),
        "cycles": len(rows),
        "worlds": len({row["world"] for row in rows}),
        "synthetic": sum(row["synthetic"] for row in rows),
        "coverage": evidence.coverage,
        "levels": _counted(level for row in rows for level in row["levels"]),
        "changed": list(keys),
        "without_evidence": list(evidence.without_evidence),
        "not_answerable": list(not_answerable(keys)),
        "cells": {turn.value: [asdict(c) for c in of_turn(cells, turn)] for turn in Turn},
        "metrics": [_plain(one, rows) for one in judged],
        "gone": [{**g, "recording": row["recording"]} for row in rows for g in row["gone"]],
        "gates": [sum(row[run]["gates"] for row in rows) for run in ("base", "candidate")],
        "missed": [sum(row[r]["missed_issues"] for row in rows) for r in ("base", "candidate")],
        "removed": sum(row["removed"] for row in rows),
        "added": sum(row["added"] for row in rows),
        "tainted": sum(row["tainted"] for row in rows),
        "worst": _worst(rows),
    }
    return {**found, "line": one_line(found)}


def judged_again(out: Path, policy: Policy) -> tuple[str, tuple[str, ...]]:
    """The verdict on what was scored, under another policy. Nothing is replayed."""
    found = json.loads((out / RESULTS).read_text(encoding="utf-8"))
    if found["verdict"] == "invalid":
        return "invalid", tuple(found["reasons"])
    names = {field.name for field in fields(Effect)}
    effects = {m["key"]: Effect(**{name: m[name] for name in names}) for m in found["metrics"]}
    evidence = Evidence(
        coverage=found["coverage"],
        without_evidence=tuple(found["without_evidence"]),
        lost_stakes_eur=_stakes(found["gone"]),
        broken=tuple(found.get("whole", {}).get("broken", ())),
    )
    verdict, reasons = verdict_of(judge_metrics(effects, policy), evidence, policy)
    return verdict.value, reasons


def _stakes(gone: Iterable[dict[str, Any]]) -> tuple[Decimal, ...]:
    lost = Lost.LOST_CORRECTION
    return tuple(Decimal(one["stake_eur"]) for one in gone if one["lost"] == lost)


def _evidence(rows: list[dict[str, Any]], keys: tuple[str, ...]) -> Evidence:
    levels = [level for row in rows for level in row["levels"]]
    known = sum(level in KNOWN for level in levels)
    read = {key for row in rows for key in row["read"]}
    return Evidence(
        coverage=known / len(levels) if levels else 1.0,
        without_evidence=without_evidence(keys, read),
        lost_stakes_eur=_stakes(one for row in rows for one in row["gone"]),
        not_same=tuple(row["recording"] for row in rows if not row["same"]),
    )


def _plain(one: Judged, rows: list[dict[str, Any]]) -> dict[str, Any]:
    metric = one.metric
    between = [mean(row["bounds"][metric.key][end] for row in rows) for end in (0, 1) if rows]
    return {
        "key": metric.key,
        "name": metric.name,
        "unit": metric.unit,
        "says": metric.says,
        "primary": metric.primary,
        "more_is_better": metric.more_is_better,
        "margin": one.margin,
        "verdict": one.verdict.value if one.verdict else None,
        "high_bound": one.high,
        "adjusted_p": one.adjusted_p,
        "between": between or None,
        "needs_worlds": one.needs_worlds,
        **asdict(one.effect),
    }


def _counted(levels: Iterable[str]) -> dict[str, int]:
    listed = list(levels)
    return {level.value: listed.count(level.value) for level in Level}


def _worst(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The cycles that differ most: lost corrections and missed issues first, then how much."""
    apart = [row for row in rows if row["divergences"]]
    ranked = sorted(
        apart,
        key=lambda r: (
            -r["candidate"]["lost_corrections"],
            -r["candidate"]["missed_issues"],
            -r["divergences"],
            r["recording"],
        ),
    )
    return [
        {k: row[k] for k in ("recording", "divergences", "first", "levels", "tainted")}
        for row in ranked[:WORST]
    ]
