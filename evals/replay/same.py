"""T0: a recorded cycle on its own playbook must give the very events that were recorded."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from evals.recording.events import Event, head, stamp
from evals.recording.recording import Recording
from evals.replay.around import around
from evals.replay.judging import judged
from evals.replay.request import Given, Replayed, replay_request
from evals.replay.spending import spent_before
from gates.playbook import Playbook


@dataclass(frozen=True, slots=True, kw_only=True)
class Same:
    """Two runs of one cycle, by the heads of their chains."""

    recorded: str
    replayed: str
    events: int
    first: str | None
    """The first event that differs, in words; None where none does."""

    @property
    def equal(self) -> bool:
        return self.recorded == self.replayed


def replay(recording: Recording, book: Playbook) -> tuple[Event, ...]:
    """Everything that follows from a playbook, each request answered as it was, in order."""
    who, done, made = around(recording), list[Replayed](), list[Event]()
    for asked in recording.requests:
        given = Given(
            gate=book.ruled[asked.gate],
            bounds=book.tolerances,
            briefs=recording.briefs,
            around=who,
            purse=who.purse(spent_before(done, asked.opened.at)),
            opened_at=asked.opened.at,
        )
        done.append(replay_request(asked, given, asked.outside))
        made += done[-1].events
    for event in recording.events:
        made += judged(event, book)
    return tuple(sorted(made, key=lambda event: event.order))


def same(recording: Recording) -> Same:
    """Never a verdict on a playbook: only whether our rules say today what they said then."""
    ours, again = recording.ours, replay(recording, recording.playbook)
    recorded = head(ours)
    alike = ours == again  # then their hashes are, and needn't be made twice
    return Same(
        recorded=recorded,
        replayed=recorded if alike else head(again),
        events=len(ours),
        first=None if alike else _first(ours, again),
    )


def other_than_recorded(recording: Recording) -> str | None:
    """The same question without the hashes: the first event that differs, None where none does."""
    ours, again = recording.ours, replay(recording, recording.playbook)
    return None if ours == again else _first(ours, again)


def _first(recorded: Sequence[Event], replayed: Sequence[Event]) -> str | None:
    """The earliest event that only one of them has."""
    left = Counter(_said(event) for event in recorded)
    left.subtract(_said(event) for event in replayed)
    apart = sorted((said, count) for said, count in left.items() if count)
    if not apart:
        return None
    said, count = apart[0]
    return f"{'only recorded' if count > 0 else 'only replayed'}: {said}"


def _said(event: Event) -> str:
    return f"{stamp(event.at)} {event.type} {dict(sorted(event.data.items()))}"
