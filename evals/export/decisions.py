"""Every answer of recorded cycles, a JSON line each: what was shown, said, and judged later."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from evals.labels import kept
from evals.recording.events import stamp
from evals.recording.recording import Recording


def decisions(recordings: Iterable[Recording]) -> Iterator[dict[str, Any]]:
    """`labels` are what raters said afterwards: for whoever trains or checks, never a replay."""
    for recording in recordings:
        opened = {e.data["request"]: e for e in recording.events if e.type == "gate.opened"}
        said: dict[str, dict[str, str]] = {}
        for label in kept.read(recording.folder):
            said.setdefault(label.key, {})[label.rater] = label.label
        for event in recording.events:
            if event.type == "gate.decided":
                asked = opened[event.data["request"]]
                yield {
                    "recording": recording.name,
                    "playbook": recording.cycle["playbook_hash"],
                    "synthetic": bool(recording.cycle.get("synthetic")),
                    "gate": asked.data["gate"],
                    "opened_at": stamp(asked.at),
                    "decided_at": stamp(event.at),
                    "by": event.data["by"],
                    "seat": event.data["seat"],
                    "channel": event.data["channel"],
                    "verb": event.data["verb"],
                    "choice": event.data["choice"],
                    "reason": event.data["reason"],
                    "brief_sha256": event.data["brief"],
                    "brief": json.loads(recording.blob(event.data["brief"])),
                    "labels": said.get(f"decision/{event.data['decision']}", {}),
                }
