"""One recorded cycle lived again, and what came of it beside the record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.engine import URL

from agents.ask import BuiltIn, Language
from agents.tuned import EndpointFor
from evals.oracle.levels import KNOWN, Level
from evals.recording.recording import Recording, read, write
from evals.recording.taking import take
from evals.reliving.life import Life, begin
from evals.reliving.told import Told, told
from gates.playbook import Playbook
from runtime.scratch import TurnedClock, scratch_office
from store import recorded
from store.proving import prove


@dataclass(frozen=True, slots=True, kw_only=True)
class Relived:
    """A life, with everything it couldn't do as it was done."""

    recording: Recording
    """Of this life."""
    told: tuple[Told, ...]
    levels: Mapping[str, Level]
    refused: tuple[str, ...]
    """Recorded decisions that couldn't be given again, with why."""
    unasked: tuple[str, ...]
    """Mails nobody asked for in this life."""
    not_lived: tuple[str, ...]
    """What people did in the record by other ways than mail and gates."""
    broken: tuple[str, ...]
    """Promises that don't hold over this life's rows (M8)."""
    ended_by_us: bool

    @property
    def coverage(self) -> float:
        known = sum(level in KNOWN for level in self.levels.values())
        return known / len(self.levels) if self.levels else 1.0

    @property
    def exact(self) -> bool:
        """Whether everything from outside came as it did in the record."""
        beside = (self.refused, self.unasked, self.not_lived)
        return self.coverage == 1 and not any(beside)

    @property
    def plain(self) -> dict[str, Any]:
        return {
            "coverage": self.coverage,
            "levels": {name: level.value for name, level in self.levels.items()},
            "refused": list(self.refused),
            "unasked": list(self.unasked),
            "not_lived": list(self.not_lived),
            "broken": list(self.broken),
            "ended_by_us": self.ended_by_us,
            "exact": self.exact,
        }


def relive(
    recording: Recording,
    book: Playbook,
    url: URL,
    out: Path,
    *,
    language: Language | None = None,
    allowed: EndpointFor = lambda _model, _temperature: None,
) -> Relived:
    """Live it in an empty, migrated database; its own recording is written to `out`.

    Raises `NotRelivable` where the recording lacks what that takes.
    """
    clock = TurnedClock(datetime.fromisoformat(recording.cycle["opened"]))
    with scratch_office(url, clock, language or BuiltIn(), allowed) as office:
        life = begin(office, clock, recording, book)
        life.live()
        with office.sessions(life.company_id) as session:
            write(take(session, recorded.cycle_row(session, life.cycle_id)), out)
            broken = [one.promise for one in prove(session, life.company_id) if not one.holds]
        return _relived(recording, life, read(out), broken)


def _relived(recording: Recording, life: Life, again: Recording, broken: Sequence[str]) -> Relived:
    return Relived(
        recording=again,
        told=told(again),
        levels=dict(sorted(life.voters.levels.items())),
        refused=tuple(life.voters.refused),
        unasked=tuple(f"{one.file} from {one.sender}" for one in life.post.waiting),
        not_lived=tuple(sorted(set(_not_lived(told(recording))))),
        broken=tuple(broken),
        ended_by_us=life.ended_by_us,
    )


def _not_lived(events: tuple[Told, ...]) -> list[str]:
    """By hand, on a page or by command; what a decision was is given again."""
    by_itself = {"worker", "mail"}
    return [
        f"{one.kind} by {one.actor}"
        for one in events
        if one.channel not in by_itself and one.kind != "decided"
    ]
