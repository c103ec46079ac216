"""M5 and M11: what a cycle's own closing and scoring said, from its ledger."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from evals.recording.recording import LEDGER, Recording


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """How a cycle's actions ended."""

    actions: int
    done: int
    on_time: int
    carried: int
    nudges: int
    """Reminders of actions that were written."""

    @property
    def on_time_share(self) -> float | None:
        """OTC: done by evidence by the date first agreed, of all."""
        return self.on_time / self.actions if self.actions else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastStep:
    """WAPE after a step, and what it took off it; None for the first."""

    key: str
    wape_pct: str
    added_pct: str | None


def closed(recording: Recording) -> Closed | None:
    """None where its ledger tells of no end."""
    events = list(_events(recording))
    said = next((one["facts"] for one in events if one["kind"] == "cycle_closed"), None)
    if said is None:
        return None
    letters = (one["facts"].get("kind") for one in events if one["kind"] == "letter_written")
    return Closed(
        actions=said["actions"],
        done=said["done"],
        on_time=said["done_on_time"],
        carried=said["carried"],
        nudges=sum(kind == "action_reminder" for kind in letters),
    )


def forecast_steps(recording: Recording) -> tuple[ForecastStep, ...]:
    """None where nobody had said what came when the cycle closed."""
    for event in _events(recording):
        if event["kind"] == "cycle_scored":
            steps = event["facts"].get("value_added", {}).get("steps", [])
            return tuple(ForecastStep(**step) for step in steps)
    return ()


def _events(recording: Recording) -> Iterator[dict[str, Any]]:
    """From the cycle's opening on: an earlier cycle's end is no part of it."""
    path = recording.folder / LEDGER
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        said: dict[str, Any] = json.loads(json.loads(line)["content"])
        if said["at"] >= recording.cycle["opened"].replace("Z", "+00:00"):
            yield said
