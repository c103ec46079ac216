"""Problems planted in what regions send, and decoys that look like them, at an equal rate.

What was planted is sealed: a replay knows the findings only.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from evals.recording.events import Event
from evals.replay.judging import judged
from evals.sim.asking import Month
from evals.sim.chance import stream

KINDS = {
    "missing region rows": "R10",
    "missing month": "R12",
    "unknown code": "R20",
    "duplicate rows": "R21",
    "wrong family": "R22",
    "unit not stated": "R30",
    "cases as units": "R31",
    "money as units": "R32",
    "price jumped": "R35",
    "negative": "R40",
    "fraction": "R41",
    "far from history": "R42",
    "moved far": "R43",
    "copied forecast": "R44",
    "hidden total": "R46",
    "below orders": "R47",
    "shifted by one": "R48",
    "stale version": "R60",
}
BLOCK = frozenset({"R10", "R12", "R20", "R21", "R31", "R32", "R40", "R46", "R47", "R48", "R60"})
A_REGION = 0.35


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """The truth of one finding."""

    region: str
    kind: str
    rule: str
    real: bool


def send(month: Month, at: datetime) -> list[Planted]:
    """Every region's versions; returns what was planted. Only what is real gets corrected."""
    truth: list[Planted] = []
    for number in range(month.world.regions):
        chance = stream(month.world.seed, "inputs", month.number, number)
        found: list[Planted] = []
        for real in (True, False):
            if chance.random() < A_REGION:
                kind = chance.choice(sorted(KINDS))
                region = f"region-{number}"
                found.append(Planted(region=region, kind=kind, rule=KINDS[kind], real=real))
        sent = at + timedelta(hours=chance.uniform(2, 40))
        _submit(month, number, 1, sent, found)
        if any(one.real and one.rule in BLOCK for one in found):
            again = sent + timedelta(hours=chance.uniform(1, 20))
            _submit(month, number, 2, again, [one for one in found if not one.real])
        truth += found
    return truth


def _submit(month: Month, region: int, version: int, at: datetime, found: list[Planted]) -> None:
    """A decoy blocks like the real thing; somebody waives it by name."""
    said = sorted(f"{p.rule}:{'blocking' if p.rule in BLOCK else 'warning'}" for p in found)
    data = {"input": f"input:{month.number}{region}", "version": version, "findings": said}
    event = Event(at=at, type="input.submitted", data=data)
    month.events += [event, *judged(event, month.book)]
