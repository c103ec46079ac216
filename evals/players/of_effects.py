"""What left, and by whose decision: M8; what was done and who was reminded: M5."""

from evals.players.played import Played, share
from evals.players.player import Effect
from evals.players.table import Asked


def authorised(played: Played) -> float:
    """M8: of what left, what a decision stands behind: that content, after its time, by others."""
    return share([_is_due(asked, one) for asked, sent in played.effects for one in sent])


def _is_due(asked: Asked, effect: Effect) -> bool:
    now = asked.now
    seats = {chair.holder for chair in now.chairs}
    return (
        asked.passed
        and now.closed_at is not None
        and effect.request == asked.id
        and effect.brief == now.brief
        and effect.at >= now.closed_at + asked.held
        and bool(effect.approved_by)
        and effect.approved_by <= seats
    )


def once(played: Played) -> float:
    """Of what left, what left for the first time."""
    return share([n == 0 for _, sent in played.effects for n in range(len(sent))])


def executed(played: Played) -> float:
    """Of what was approved, what was done."""
    return share([bool(sent) for asked, sent in played.effects if asked.passed])


def reminded(played: Played) -> float:
    """Of the reminders that were due, those that came."""
    return share([sent[n] > 0 for asked, sent in played.reminded for n in asked.reminders])


def not_nagged(played: Played) -> float:
    """Of the reminders that came, those that were due, and came once."""
    return share(
        [n in asked.reminders and first for asked, sent in played.reminded
         for n, times in sent.items() for first in (True, *[False] * (times - 1))]
    )  # fmt: skip
