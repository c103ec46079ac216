"""The events of a recording: their types, their chain, and which of them a replay makes anew."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast

from gates.canonical import Json, canonical_json, sha256
from gates.chain import BEGINNING

OURS = frozenset(
    {"gate.seated", "gate.due", "gate.scheduled", "gate.asked", "gate.closed", "gate.ended"}
    | {"change.judged", "input.judged"}
)
"""What follows from the playbook; everything else came from outside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened. `read` are the playbook's keys it followed from."""

    at: datetime
    type: str
    data: dict[str, Any]
    read: tuple[str, ...] = field(default=(), compare=False)

    @property
    def ours(self) -> bool:
        return self.type in OURS

    @property
    def about(self) -> str:
        """The request or change it is about."""
        return str(self.data.get("request") or self.data.get("change") or "")

    @property
    def order(self) -> tuple[datetime, str, str, str]:
        return self.at, self.about, self.type, json.dumps(self.data, sort_keys=True, default=str)

    @property
    def material(self) -> dict[str, Json]:
        """What counts of it when two runs are compared: never prose, never what it read."""
        said = {key: value for key, value in self.data.items() if key != "reason"}
        return {"t": stamp(self.at), "type": self.type, "data": cast("Json", said)}


def stamp(at: datetime) -> str:
    """RFC 3339 in UTC, to the microsecond, however the database's session wrote it."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def chain(events: Iterable[Event]) -> Iterator[str]:
    """Each event's hash covers the one before."""
    previous = BEGINNING
    for event in events:
        previous = sha256(previous.encode() + canonical_json(cast("Json", event.material)))
        yield previous


def head(events: Iterable[Event]) -> str:
    return [BEGINNING, *chain(events)][-1]


def as_lines(events: Iterable[Event]) -> Iterator[str]:
    """A line an event: sorted keys, its hash and the one before."""
    previous = BEGINNING
    listed = list(events)
    for seq, (event, now) in enumerate(zip(listed, chain(listed), strict=True), 1):
        said = {
            "seq": seq,
            "t": stamp(event.at),
            "type": event.type,
            "data": event.data,
            "playbook_read": list(event.read),
            "prev": previous,
            "hash": now,
        }
        yield json.dumps(said, sort_keys=True, ensure_ascii=False)
        previous = now


def of_line(line: str) -> tuple[Event, str]:
    """The event of a line and the hash it carries."""
    said = json.loads(line)
    event = Event(
        at=datetime.fromisoformat(said["t"]),
        type=said["type"],
        data=said["data"],
        read=tuple(said["playbook_read"]),
    )
    return event, said["hash"]
