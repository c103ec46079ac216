"""Whose answer a person may give to a request now: their own, or one whose holder lets them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from gates.delegating import Delegation, acting_for
from gates.gate import Gate
from gates.rules import Vote, whose_turn
from gates.seating import Chair


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """An open request as far as it says who is wanted: its seats and what was answered."""

    request: str
    gate: Gate
    chairs: tuple[Chair, ...]
    votes: tuple[Vote, ...]
    """What was answered and stands, oldest first."""
    answered_by: frozenset[str]
    """Who gave those answers, for themselves or for another."""
    took_part: frozenset[str]
    """Who may not decide it."""


def speaks_for(
    sitting: Sitting, me: str, delegations: Iterable[Delegation], *, at: datetime
) -> tuple[str, ...]:
    """The holders of the seats whose answer `me` may give, oneself first; nobody twice.

    Whoever took part answers for nobody, and nobody answers for them. Who has answered once, for
    whomever, has answered.
    """
    if me in sitting.took_part or me in sitting.answered_by:
        return ()
    turn = whose_turn(sitting.gate, sitting.chairs, sitting.votes)
    wanted = [chair.holder for chair in sitting.chairs if chair.holder in turn]
    given = acting_for(
        me,
        _holders(sitting.chairs),
        delegations,
        gate=sitting.gate.name,
        request=sitting.request,
        at=at,
    )
    own = (me,) if me in wanted else ()
    return own + tuple(key for key in wanted if key in given and key not in sitting.took_part)


def _holders(chairs: Sequence[Chair]) -> list[str]:
    return [chair.holder for chair in chairs]
