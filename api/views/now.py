"""What happened to a request since its page was drawn: said, never put in under the reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from api import formats
from api.tongue import say
from api.views import words
from api.views.moves import Claim
from api.views.seats import Seat


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """How a request stands."""

    path: str
    brief_sha256: str
    seats: Sequence[Seat]
    outcome: str | None
    claim: Claim | None = None
    looking: Sequence[str] = ()

    @property
    def word(self) -> str:
        """To compare by: content, answers, whether it is closed."""
        answers = sum(seat.decision is not None for seat in self.seats)
        return f"{self.brief_sha256[:12]}.{answers}.{self.outcome is not None:d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class NowView:
    """A line above the question, kept up to date while the page is open."""

    live_href: str
    """Where it is asked for again; the address says how things stood when the page was drawn."""
    path: str
    looks: str
    """Where the page says that it is open."""
    shown: str
    said: str = ""
    """Empty while the page shows how it stands."""
    taken: str = ""
    """Who has taken it on."""
    looking: str = ""
    """Who else has it open."""


def now_view(stand: Stand, drawn: str, now: datetime) -> NowView:
    """`drawn`: how it stood when the page was drawn; empty on a fresh page."""
    drawn = drawn or stand.word
    said = _since(stand, drawn, now) if drawn != stand.word else ""
    return NowView(
        live_href=f"{stand.path}?drawn={quote(drawn)}",
        path=stand.path,
        looks=f"{stand.path}/looks",
        shown=stand.brief_sha256,
        said=said,
        taken=_taken(stand.claim, now),
        looking=looking_words(stand.looking),
    )


def _taken(claim: Claim | None, now: datetime) -> str:
    return (
        say("{claim} took this on {ago}.", claim=claim.name, ago=formats.ago(claim.at, now))
        if claim
        else ""
    )


def looking_words(names: Sequence[str]) -> str:
    if not names:
        return ""
    if len(names) == 1:
        return say("{name} is looking at this.", name=names[0])
    return say("{names} are looking at this.", names=say(" and ").join(names))


def _since(stand: Stand, drawn: str, now: datetime) -> str:
    given = [(seat.decision, seat) for seat in stand.seats if seat.decision]
    if stand.brief_sha256[:12] != drawn.partition(".")[0]:
        return say("What you see here has changed since you opened it.")
    if not given:
        return (
            say("This is {outcome}.", outcome=stand.outcome)
            if stand.outcome
            else say("An answer was taken back.")
        )
    last, seat = max(given, key=lambda one: one[0].at)
    who = seat.answered_by or seat.name
    return f"{who}: {words.ANSWERED[last.verb]}, {formats.ago(last.at, now)}."
