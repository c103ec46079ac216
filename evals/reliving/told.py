"""What a cycle's ledger tells, without what differs from one database to another."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from evals.recording.recording import LEDGER, Recording
from evals.reliving.names import Names, names_of

PROSE = frozenset({"subject", "question", "reason", "why"})
"""How something is said: it may read otherwise and mean the same."""
_MARKS = re.compile(r"(.*_)?(sha256|message_id|decision|playbook|delegation|effect|request)$")
"""Of the database or the mail program."""
TELLING = ("to", "kind", "gate", "version", "region", "action")
"""Facts that say which of several alike it is."""
BEGINS = frozenset({"company_loaded", "cycle_opened"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One thing that happened, by names."""

    at: datetime
    kind: str
    about: str
    actor: str
    channel: str
    material: dict[str, Any]
    prose: dict[str, Any]

    @property
    def alike(self) -> tuple[str, ...]:
        """What it has in common with its counterpart in another life."""
        which = (f"{self.material[one]}" for one in TELLING if one in self.material)
        return (self.kind, self.about, self.actor, *which)


def told(recording: Recording) -> tuple[Told, ...]:
    """From the cycle's opening on, in order."""
    text = (recording.folder / LEDGER).read_text(encoding="utf-8")
    opened = datetime.fromisoformat(recording.cycle["opened"])
    names = names_of(recording)
    said = (json.loads(json.loads(line)["content"]) for line in text.splitlines())
    return tuple(_told(one, names) for one in said if _is_of_cycle(one, opened))


def _is_of_cycle(said: dict[str, Any], opened: datetime) -> bool:
    return datetime.fromisoformat(said["at"]) >= opened and said["kind"] not in BEGINS


def _told(said: dict[str, Any], names: Names) -> Told:
    facts = {k: names.said(v) for k, v in said["facts"].items() if not _MARKS.fullmatch(k)}
    return Told(
        at=datetime.fromisoformat(said["at"]),
        kind=said["kind"],
        about=names.said(said["subject"]).removeprefix("case:"),
        actor=said["actor"]["key"],
        channel=said["channel"],
        material={k: v for k, v in facts.items() if k not in PROSE},
        prose={k: v for k, v in facts.items() if k in PROSE},
    )


def numbered(listed: tuple[Told, ...]) -> Iterator[tuple[tuple[str, ...], Told]]:
    """Each with a key of its own: the first, second … of those that are alike."""
    seen: Counter[tuple[str, ...]] = Counter()
    for one in listed:
        seen[one.alike] += 1
        yield (*one.alike, str(seen[one.alike])), one
