"""Two playbooks lived by the same drawn people: what differs, seed by seed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from evals.closed_loop.simulated import Simulated, simulate
from evals.replay.candidate import live
from evals.scorers.counting import METRICS
from evals.scorers.following import closed
from evals.stats.paired import effect
from gates.playbook import Playbook, version
from runtime.scratch import scratch_database
from runtime.settings import Settings

COUNTED = {
    "baseline_hours": "h to the baseline",
    "gate_hours": "h at gates",
    "touches": "touches at gates",
    "escalations": "asked by name",
    "held_up": "versions sent back",
}
"""Of the metrics of a cycle, those that people who answer otherwise move."""
FOLLOWED = {
    "on_time": "of the actions done on time (OTC)",
    "done": "of the actions done",
    "reminders": "reminders of actions",
}
Score = Mapping[str, float]


def compared(
    base: Playbook,
    candidate: Playbook,
    seeds: Iterable[str],
    settings: Settings,
    progress: Callable[[], None] = lambda: None,
) -> dict[str, Any]:
    """Each seed is a world of its own; the interval is over seeds, and claims the simulation."""
    rows: list[dict[str, Any]] = []
    for seed in seeds:
        found: dict[str, Any] = {"seed": seed}
        for name, book in (("base", base), ("candidate", candidate)):
            found[name], broken = _lived(book, seed, settings)
            found.setdefault("broken", []).extend(broken)
            progress()
        rows.append(found)
    return {
        "schema": "sopwith.simulated/1",
        "tier": "T4",
        "claim": "in simulation, of people as they are drawn",
        "base": version(base),
        "candidate": version(candidate),
        "lives": rows,
        "metrics": [_metric(key, says, rows) for key, says in {**COUNTED, **FOLLOWED}.items()],
        "broken": sorted({promise for row in rows for promise in row["broken"]}),
    }


def _lived(book: Playbook, seed: str, settings: Settings) -> tuple[Score, tuple[str, ...]]:
    with (
        scratch_database(settings) as url,
        TemporaryDirectory(prefix="sopwith-simulated-") as folder,
    ):
        lived = simulate(book, seed, url, Path(folder) / "lived")
        return score(lived), lived.broken


def score(lived: Simulated) -> Score:
    recording = lived.recording
    counted = live(recording, recording.playbook)
    found = {one.key: one.score(counted) for one in METRICS if one.key in COUNTED}
    ended = closed(recording)
    if ended is not None and ended.actions:
        found["on_time"] = ended.on_time / ended.actions
        found["done"] = ended.done / ended.actions
        found["reminders"] = float(ended.nudges)
    return found


def _metric(key: str, says: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    pairs = [
        (row["seed"], row["base"][key], row["candidate"][key])
        for row in rows
        if key in row["base"] and key in row["candidate"]
    ]
    return {"key": key, "says": says, **(asdict(effect(pairs)) if pairs else {"cycles": 0})}
