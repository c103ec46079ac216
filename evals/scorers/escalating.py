"""M6: whether who was asked by name was needed, and who was needed was asked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from evals.recording.events import Event
from evals.recording.recording import Recording
from evals.replay.asked import AskedOnce

NEEDED, NEEDLESS = "needed", "needless"


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalations:
    """Of one cycle, or of several together."""

    asked: int = 0
    """How often somebody was asked by name."""
    early: int = 0
    """Of these, before the deadline."""
    judged: int = 0
    """Of these, with a label that says whether it was needed."""
    needed: int = 0
    late: int = 0
    """Requests that were still open at their deadline: somebody was needed."""
    late_asked: int = 0
    """Of these, for which somebody was asked."""

    def __add__(self, other: "Escalations") -> "Escalations":
        return Escalations(
            asked=self.asked + other.asked,
            early=self.early + other.early,
            judged=self.judged + other.judged,
            needed=self.needed + other.needed,
            late=self.late + other.late,
            late_asked=self.late_asked + other.late_asked,
        )

    @property
    def precision(self) -> float | None:
        """None where nobody has judged any."""
        return self.needed / self.judged if self.judged else None

    @property
    def recall(self) -> float | None:
        return self.late_asked / self.late if self.late else None


def escalations(recording: Recording, labels: Mapping[str, str]) -> Escalations:
    """`labels` say of an escalation, by its key, whether it was needed."""
    found = Escalations()
    for asked in recording.requests:
        found += _of(asked, recording.events, labels)
    return found


def _of(asked: AskedOnce, events: Sequence[Event], labels: Mapping[str, str]) -> Escalations:
    due = next(e.data["due"] for e in events if e.type == "gate.due" and e.about == asked.id)
    closed = asked.closes_at()
    at_due = datetime.fromisoformat(due)
    by_name = [event for event in asked.by_name if event.data["asked"] is not None]
    said = [labels[key] for event in by_name if (key := key_of(event)) in labels]
    late = asked.outcome != "withdrawn" and (closed is None or closed > at_due)
    return Escalations(
        asked=len(by_name),
        early=sum(event.at < at_due for event in by_name),
        judged=sum(one in {NEEDED, NEEDLESS} for one in said),
        needed=said.count(NEEDED),
        late=int(late),
        late_asked=int(late and bool(by_name)),
    )


def key_of(event: Event) -> str:
    """Of somebody asked by name, the same in every reading."""
    data = event.data
    return f"escalation/{data['request']}/{data['kind']}/{data['number']}"


def asked_by_name(recording: Recording) -> Iterator[tuple[AskedOnce, Event]]:
    """Everybody who was asked by name, in order."""
    for asked in recording.requests:
        yield from ((asked, event) for event in asked.by_name if event.data["asked"] is not None)
