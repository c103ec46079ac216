"""Replaying many recordings, on their own playbook or on another one."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from evals.comparing.diverging import Divergence, divergences
from evals.recording.recording import Recording
from evals.replay.branching import branches
from evals.replay.candidate import Lived, live
from evals.replay.same import Same, same
from evals.scorers.counting import METRICS, Metric, coverage
from gates.direction.settings import changed_keys
from gates.playbook import Playbook

APART_MOST = 40
"""Of a cycle's divergences, so many are kept one by one."""


def on_its_own(recordings: Iterable[Recording]) -> list[tuple[str, Same]]:
    """T0, each recording by its name."""
    return [(one.name, same(one)) for one in recordings]


@dataclass(frozen=True, slots=True, kw_only=True)
class OnAnother:
    """One recorded cycle on a candidate, beside itself on the base."""

    base: Lived
    lived: Lived
    apart: tuple[Divergence, ...]
    branches: tuple[Lived, ...] = ()
    """Every other way the answers nobody knows could have gone."""

    @property
    def name(self) -> str:
        return self.lived.recording.name

    @property
    def plain(self) -> dict[str, Any]:
        """What is kept of it: numbers and words, nothing that needs the recording again."""
        recording = self.lived.recording
        return {
            "recording": self.name,
            "world": recording.world,
            "root": recording.cycle["root_hash"],
            "synthetic": bool(recording.cycle.get("synthetic")),
            "base": {m.key: m.score(self.base) for m in METRICS},
            "candidate": {m.key: m.score(self.lived) for m in METRICS},
            "bounds": {m.key: self._between(m) for m in METRICS},
            "coverage": coverage(self.lived),
            "levels": [level.value for level in self.lived.levels],
            "gone": [_gone(one) for one in self.lived.gone],
            "removed": len(self.lived.removed),
            "added": len(self.lived.added),
            "tainted": len(self.lived.tainted),
            "read": sorted({key for event in self.lived.events for key in event.read}),
            "divergences": len(self.apart),
            "first": _plain(self.apart[0]) if self.apart else None,
            "apart": [_plain(one) for one in self.apart[:APART_MOST]],
        }

    def _between(self, metric: Metric) -> list[float]:
        """The least and the most the candidate comes to, whichever way nobody knows it went."""
        scores = [metric.score(one) for one in (self.lived, *self.branches)]
        return [min(scores), max(scores)]


def _gone(one: Any) -> dict[str, Any]:
    return {
        "request": one.request,
        "gate": one.gate,
        "by": one.by,
        "verb": one.verb,
        "choice": one.choice,
        "reason": one.reason,
        "brief": one.brief,
        "lost": one.lost.value,
        "stake_eur": str(one.stake_eur),
        "waited_h": round(one.waited.total_seconds() / 3600, 2),
    }


def _plain(one: Divergence) -> dict[str, Any]:
    return {
        "kind": one.kind.value,
        "at": one.at,
        "type": one.type,
        "about": one.about,
        "was": one.was,
        "now": one.now,
        "blame": list(one.blame),
    }


def on_another(
    recordings: Iterable[Recording], book: Playbook, base: Playbook | None = None
) -> list[OnAnother]:
    """T1. Without a base, beside each cycle's own playbook."""
    return [beside(one, base or one.playbook, book) for one in recordings]


def beside(
    recording: Recording,
    base: Playbook,
    candidate: Playbook,
    *,
    implied: bool = False,
    both_ways: bool = False,
) -> OnAnother:
    """The cycle on both; with `both_ways` also every way its unknown answers could have gone."""
    was, now = (live(recording, book, implied=implied) for book in (base, candidate))
    apart: tuple[Divergence, ...] = ()
    if was.events != now.events:
        apart = divergences(was.events, now.events, changed_keys(base, candidate))
    ways = branches(recording, candidate, now) if both_ways else ()
    return OnAnother(base=was, lived=now, apart=apart, branches=ways)
