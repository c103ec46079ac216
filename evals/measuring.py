"""What one recorded cycle comes to by the metrics that need no candidate."""

from dataclasses import asdict
from typing import Any

from evals.labels import kept
from evals.recording.recording import Recording
from evals.regretting import quality_of
from evals.scorers.escalating import Escalations, escalations
from evals.scorers.following import closed, forecast_steps


def measured(recording: Recording, *, options: bool = True) -> dict[str, Any]:
    """M4, M5, M6 and M11 as plain values. Options take as long as drafting them does."""
    quality = quality_of(recording.folder) if options else None
    said = {one.key: one.label for one in kept.read(recording.folder)}
    found, ended = escalations(recording, said), closed(recording)
    return {
        "recording": recording.name,
        "options": None if quality is None else asdict(quality) | {"hit": quality.hit},
        "actions": None
        if ended is None
        else asdict(ended) | {"on_time_share": ended.on_time_share},
        "escalations": asdict(found) | {"precision": found.precision, "recall": found.recall},
        "forecast": [asdict(step) for step in forecast_steps(recording)],
    }


def together(said: list[dict[str, Any]]) -> Escalations:
    """Of every cycle: a share of few is worth little, and a mean of shares less."""
    names = ("asked", "early", "judged", "needed", "late", "late_asked")
    return sum(
        (Escalations(**{name: one["escalations"][name] for name in names}) for one in said),
        Escalations(),
    )
