"""One recorded request, taken apart: what came from outside, in order."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from evals.recording.events import Event
from gates.catalogue import GATES

OUTSIDE = frozenset(
    {"gate.decided", "gate.redrafted", "gate.answer_ended", "gate.withdrawn", "gate.seat_added"}
)
ORDER = tuple(GATES)
"""Where several open at one moment, the catalogue has them in the order of a cycle."""
MOVED = "facts_moved"
"""Why an answer ended that our tolerances ended: made anew by a replay."""


@dataclass(slots=True, kw_only=True)
class AskedOnce:
    """A request with everything from outside. `looks` say how late a worker looked, or never."""

    opened: Event
    outside: list[Event] = field(default_factory=list[Event])
    looks: dict[tuple[str, int], float | None] = field(default_factory=dict[Any, Any])
    seated: list[list[Any]] = field(default_factory=list[list[Any]])
    closed: Event | None = None
    by_name: tuple[Event, ...] = ()
    """Whom the chain asked, in the record."""

    @property
    def id(self) -> str:
        return self.opened.about

    @property
    def gate(self) -> str:
        return str(self.opened.data["gate"])

    @property
    def decided(self) -> list[Event]:
        return [event for event in self.outside if event.type == "gate.decided"]

    @property
    def outcome(self) -> str | None:
        return None if self.closed is None else str(self.closed.data["outcome"])

    @property
    def choice(self) -> str | None:
        return None if self.closed is None else self.closed.data["choice"]

    def closes_at(self) -> datetime | None:
        return None if self.closed is None else self.closed.at


def requests_in(events: tuple[Event, ...]) -> list[AskedOnce]:
    """Every request, in the order they were opened."""
    of: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        if event.type.startswith(("gate.", "worker.")):
            of[event.about].append(event)
    found = [_of(listed) for listed in of.values()]
    return sorted(found, key=lambda one: (one.opened.at, ORDER.index(one.gate), one.id))


def _of(listed: list[Event]) -> AskedOnce:
    opened = next(event for event in listed if event.type == "gate.opened")
    asked, looked = AskedOnce(opened=opened), list[Event]()
    for event in listed:
        if event.type == "worker.looked":
            looked.append(event)
        elif event.type == "gate.seated":
            asked.seated = event.data["seats"]
        elif event.type == "gate.closed":
            asked.closed = event
        elif event.type == "gate.asked":
            asked.by_name += (event,)
        elif event.type in OUTSIDE and event.data.get("why") != MOVED:
            asked.outside.append(event)
    asked.looks = _looks(looked, asked.closes_at())
    if asked.outcome == "withdrawn" and asked.closed is not None:
        said = {"request": asked.id}
        asked.outside.append(Event(at=asked.closed.at, type="gate.withdrawn", data=said))
    return asked


def _looks(looked: list[Event], closed_at: datetime | None) -> dict[tuple[str, int], float | None]:
    """What wasn't due yet when it closed says nothing about how soon a worker would have looked."""
    return {
        (event.data["kind"], event.data["number"]): event.data["late_s"]
        for event in looked
        if event.data["late_s"] is not None or closed_at is None or event.at <= closed_at
    }
