"""What became of a request while it waited, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from api import formats
from api.tongue import say
from gates.brief import Brief
from gates.chasing import ChaseKind
from gates.delay import lapsed


@dataclass(frozen=True, slots=True, kw_only=True)
class Chased:
    """One thing planned while a request waits, as it is stored."""

    kind: ChaseKind
    number: int
    at: datetime
    done_at: datetime | None = None
    asked: str = ""
    """Who was asked, by name."""


def expired_words(chases: Sequence[Chased]) -> str:
    """Whose it is since the chain was at its end."""
    end = next((one for one in chases if one.kind is ChaseKind.EXPIRE and one.done_at), None)
    if end is None:
        return ""
    return (
        say("Expired; it is {asked}’s now", asked=end.asked)
        if end.asked
        else say("Expired; nobody is left to ask")
    )


def cost_words(brief: Brief, *, due_at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """What waiting past the deadline has cost; empty before it."""
    if now <= due_at:
        return ""
    late = formats.left(due_at, now)
    gone = lapsed(brief, now.astimezone(zone).date())
    if not gone.names:
        return say("{late}; every option can still be chosen", late=late)
    worth = (
        say(", worth {amount} over what is left", amount=formats.eur(gone.worth_eur))
        if gone.worth_eur
        else ""
    )
    return say(
        "{late}; lapsed meanwhile: {names}{worth}",
        late=late,
        names=", ".join(gone.names),
        worth=worth,
    )
