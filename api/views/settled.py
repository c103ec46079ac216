"""By whom a request was settled: so that what vanishes from a list doesn't vanish in silence."""

from dataclasses import dataclass
from datetime import datetime

from api import formats
from api.views import words
from api.views.decision import RequestFacts, Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    at: datetime
    said: str


def settled(facts: RequestFacts, viewer: Viewer) -> Settled | None:
    """The last answer of a closed request; none where it was closed without one.

    What the viewer answered themselves they know.
    """
    given = [(seat.decision, seat) for seat in facts.seats if seat.decision]
    if not facts.outcome or not given:
        return None
    last, seat = max(given, key=lambda one: one[0].at)
    if last.by == viewer.key:
        return None
    who, ago = seat.answered_by or seat.name, formats.ago(last.at, viewer.now)
    said = f"{facts.brief.question} {who}: {words.ANSWERED[last.verb]}, {ago}"
    return Settled(at=last.at, said=said)
