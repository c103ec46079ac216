"""When a gate closes: one, everyone, n of m, one a group, in sequence, or all merely heard.

A gate that needs approvals closes as refused as soon as they can't be had any more, so that
nobody answers in vain.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from gates.gate import APPROVING, Gate, Rule, Verb
from gates.seating import Chair

EXPIRED = "expired"
"""The group of whoever took over what several were to answer and didn't in time."""


class Outcome(StrEnum):
    """How a request closed."""

    APPROVED = "approved"
    RETURNED = "returned"
    REJECTED = "rejected"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"
    """What it asked for arrived otherwise; nobody decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """What the rule sees of an answer: whose seat, and what was said."""

    seat: str
    verb: Verb
    choice: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a gate is from closing."""

    have: int
    need: int
    words: str


def outcome(gate: Gate, *, seats: Sequence[Chair], votes: Sequence[Vote]) -> Outcome | None:
    """How the request closes on these votes (oldest first), or None while it stays open."""
    if not votes:
        return None
    if gate.rule is Rule.EVERYONE_ANSWERS:
        return Outcome.ANSWERED if _everyone_answered(seats, votes) else None
    first = _first_to_decide(gate, seats, votes)
    if first is not None and first.verb not in APPROVING:
        return _said(first.verb)
    approvals = _approvals(gate, seats, votes)
    if any(_enough(gate, seats, _same(approvals, choice)) for choice in _choices(approvals)):
        return Outcome.APPROVED
    if _can_still_pass(gate, seats, votes):
        return None
    objections = [vote.verb for vote in votes if vote.verb not in APPROVING]
    sent_back = not objections or Verb.REQUEST_CHANGES in objections
    return Outcome.RETURNED if sent_back else Outcome.REJECTED


def _everyone_answered(seats: Sequence[Chair], votes: Sequence[Vote]) -> bool:
    """Or whoever took over did, for all who were silent: it was to be heard, not approved."""
    answered = {vote.seat for vote in votes}
    taken_over = {chair.holder for chair in seats if chair.group == EXPIRED}
    return len(votes) == len(seats) or bool(answered & taken_over)


def slate_chairs(seats: Sequence[Chair]) -> list[Chair]:
    """The seats the gate itself gives, which its rule is about.

    Whom somebody added, and whoever took over, come on top of the rule: without their approval
    nothing passes, and in place of nobody else's.
    """
    extra = _on_top(seats)
    return [chair for chair in seats if chair.holder not in extra]


def _on_top(seats: Sequence[Chair]) -> frozenset[str]:
    return frozenset(chair.holder for chair in seats if chair.added or chair.group == EXPIRED)


def settled_choice(gate: Gate, *, seats: Sequence[Chair], votes: Sequence[Vote]) -> str | None:
    """What an approved gate chose."""
    approvals = _approvals(gate, seats, votes)
    if gate.rule is Rule.EVERYONE_ANSWERS:
        return approvals[0].choice if approvals else None
    passed = (c for c in _choices(approvals) if _enough(gate, seats, _same(approvals, c)))
    return next(passed, None)


def whose_turn(gate: Gate, seats: Sequence[Chair], votes: Sequence[Vote]) -> frozenset[str]:
    """Whose answer the gate waits for now. In a sequence, only the next line of the slate.

    Where the first answer decides, it decides for the others of the slate; who sits on top of
    it stays, and may end it at any time.
    """
    answered = {vote.seat for vote in votes}
    waiting = [chair for chair in seats if chair.holder not in answered]
    if _first_to_decide(gate, seats, votes) is not None:
        waiting = [chair for chair in waiting if chair.holder in _on_top(seats)]
    if gate.rule is not Rule.SEQUENCE:
        return frozenset(chair.holder for chair in waiting)
    approving = {vote.seat for vote in votes if vote.verb in APPROVING}
    own, extra = slate_chairs(seats), _on_top(seats)
    passed = {chair.position for chair in own if chair.holder in approving}
    first = min((chair.position for chair in own if chair.position not in passed), default=None)
    return frozenset(c.holder for c in waiting if c.holder in extra or c.position == first)


def needed(gate: Gate, seats: Sequence[Chair]) -> int:
    """How many approvals (or answers) the gate wants of its own seats."""
    own = slate_chairs(seats)
    if gate.rule is Rule.EVERYONE_ANSWERS:
        return len(seats)
    if gate.rule is Rule.ONE:
        return 1
    if gate.rule is Rule.N_OF_M:
        return gate.needed
    if gate.rule is Rule.PER_GROUP:
        return len({chair.group for chair in own})
    if gate.rule is Rule.SEQUENCE:
        return len({chair.position for chair in own})
    return len(own)


def progress(gate: Gate, seats: Sequence[Chair], votes: Sequence[Vote]) -> Progress:
    """What is in and what is wanted, counted as the rule counts."""
    need = needed(gate, seats)
    if gate.rule is Rule.EVERYONE_ANSWERS:
        return Progress(have=len(votes), need=need, words=f"{len(votes)} of {need} answered")
    approvals = _approvals(gate, seats, votes)
    most = max(
        (_count(gate, seats, _same(approvals, choice)) for choice in _choices(approvals)),
        default=0,
    )
    words = f"{most} of {need} {_UNITS[gate.rule]}"
    extra = _on_top(seats)
    if not extra:
        return Progress(have=most, need=need, words=words)
    given = sum(vote.seat in extra for vote in approvals)
    words = f"{words}, {given} of {len(extra)} added"
    return Progress(have=most + given, need=need + len(extra), words=words)


_UNITS = {
    Rule.ONE: "approvals",
    Rule.ALL: "approvals",
    Rule.N_OF_M: "approvals",
    Rule.PER_GROUP: "groups approve",
    Rule.SEQUENCE: "steps approved",
}


def can_pass(gate: Gate, seats: Sequence[Chair]) -> bool:
    """Whether these seats can close the gate at all, before anybody has answered."""
    most = _count(gate, seats, [Vote(seat=c.holder, verb=Verb.APPROVE) for c in seats])
    return bool(seats) and most >= needed(gate, seats)


def _said(verb: Verb) -> Outcome:
    if verb in APPROVING:
        return Outcome.APPROVED
    return Outcome.RETURNED if verb is Verb.REQUEST_CHANGES else Outcome.REJECTED


def _choices(approvals: Sequence[Vote]) -> list[str | None]:
    return list(dict.fromkeys(vote.choice for vote in approvals))


def _same(approvals: Sequence[Vote], choice: str | None) -> list[Vote]:
    return [vote for vote in approvals if vote.choice == choice]


def _first_to_decide(gate: Gate, seats: Sequence[Chair], votes: Sequence[Vote]) -> Vote | None:
    """Where one answer of the slate decides: that answer."""
    own = {chair.holder for chair in slate_chairs(seats)}
    first = next((vote for vote in votes if vote.seat in own), None)
    return first if gate.rule is Rule.ONE else None


def _approvals(gate: Gate, seats: Sequence[Chair], votes: Sequence[Vote]) -> list[Vote]:
    """Oldest first; where one answer decides, its choice is the one to be approved."""
    approvals = [vote for vote in votes if vote.verb in APPROVING]
    first = _first_to_decide(gate, seats, votes)
    if first is None or first not in approvals:
        return approvals
    return [first, *(vote for vote in approvals if vote is not first)]


def _enough(gate: Gate, seats: Sequence[Chair], approvals: Sequence[Vote]) -> bool:
    """What the rule wants of the slate, and every seat on top of it."""
    approving = {vote.seat for vote in approvals}
    slate_does = _count(gate, seats, approvals) >= needed(gate, seats)
    return slate_does and _on_top(seats) <= approving


def _count(gate: Gate, seats: Sequence[Chair], approvals: Sequence[Vote]) -> int:
    """Approvals of the slate as the rule counts them: by person, by group, or by step."""
    approving = {vote.seat for vote in approvals}
    chairs = [chair for chair in slate_chairs(seats) if chair.holder in approving]
    if gate.rule is Rule.PER_GROUP:
        return len({chair.group for chair in chairs})
    if gate.rule is Rule.SEQUENCE:
        return len({chair.position for chair in chairs})
    return len(chairs)


def _can_still_pass(gate: Gate, seats: Sequence[Chair], votes: Sequence[Vote]) -> bool:
    """Whether those who haven't answered could still close it, on some choice already made."""
    answered = {vote.seat for vote in votes}
    decided = _first_to_decide(gate, seats, votes) is not None
    silent = [
        Vote(seat=chair.holder, verb=Verb.APPROVE)
        for chair in seats
        if chair.holder not in answered and (chair.holder in _on_top(seats) or not decided)
    ]
    approvals = [vote for vote in votes if vote.verb in APPROVING]
    options = _choices(approvals) or [None]
    return any(_enough(gate, seats, [*_same(approvals, c), *silent]) for c in options)
