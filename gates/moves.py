"""What people do in a request besides answering it: who may, when, and refused how.

Delegate it, add an approver, comment, take an answer back; snoozing is in `gates.snoozing`. None
of them decides anything, none moves a deadline, and none weakens what the gate wants.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from gates import errors
from gates.deciding import REASON_MAX_CHARS, Decision, Waiting
from gates.delegating import Delegation, check_delegation
from gates.gate import Gate, Rule
from gates.people import Actor, ActorKind, Role
from gates.rules import Outcome, needed
from gates.seating import Chair
from gates.tiers import Assurance

LOOK_AFTER_ALL = frozenset({Role.SOP_LEAD, Role.ADMIN})
"""May add approvers, and take them back, without sitting there themselves."""
COMMENT_MAX_CHARS = 2000
COMMENTS_MAX = 200
OWN_MAX = 5
"""Options of their own that one person keeps beside one request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A request as somebody about to make a move finds it."""

    gate: Gate
    waiting: Waiting
    due_at: datetime
    people: frozenset[str]
    """Everybody of the company."""
    closed_at: datetime | None = None
    outcome: Outcome | None = None


def check_delegating(matter: Matter, wanted: Delegation, *, by: Actor, at: datetime) -> None:
    """Give one's own seat of this one request to somebody who could decide it."""
    own_open_seat(matter, by)
    if by.key != wanted.giver:
        raise errors.NotYourDelegation
    check_delegation(wanted, people=matter.people, made_at=at)
    _could_decide(matter, wanted.receiver)


def check_adding(matter: Matter, person: str, *, why: str, by: Actor) -> None:
    """One approver more, besides those the gate wants: whoever sits there may ask for it."""
    _sits_or_looks_after(matter, by)
    if matter.waiting.closed:
        raise errors.RequestClosed
    if person not in matter.people:
        raise errors.NobodyByThatName
    _could_decide(matter, person)
    if not why.strip():
        raise errors.WhyMissing
    if len(why) > REASON_MAX_CHARS:
        raise errors.ReasonTooLong


def check_taking_back(
    matter: Matter, person: str, *, added_by: str | None, by: Actor, sure: Assurance
) -> None:
    """Do without an approver who was added and hasn't answered.

    What is in may then be enough, so whoever does it is known as surely as one who answers.
    """
    _sits_or_looks_after(matter, by)
    if matter.waiting.closed:
        raise errors.RequestClosed
    mine = added_by == by.key or by.role in LOOK_AFTER_ALL
    if person not in matter.waiting.added or person in matter.waiting.answered or not mine:
        raise errors.NotAdded
    if sure < matter.gate.policy.least:
        raise errors.StepUpNeeded


def check_keeping(matter: Matter, *, so_far: int, by: Actor) -> None:
    """Anybody of the company may keep options of their own while the request is open."""
    if by.kind is not ActorKind.PERSON:
        raise errors.AgentsDoNotDecide
    if matter.waiting.closed:
        raise errors.RequestClosed
    if so_far >= OWN_MAX:
        raise errors.TooManyOwnOptions


def check_comment(
    matter: Matter,
    text: str,
    *,
    option: str | None,
    so_far: int,
    by: Actor,
    kept: Collection[str] = (),
) -> None:
    """Anybody of the company may say something while the request is open.

    `kept` are the keys of options that people keep of their own: they can be spoken about, too.
    """
    if by.kind is not ActorKind.PERSON:
        raise errors.AgentsDoNotDecide
    if matter.waiting.closed:
        raise errors.RequestClosed
    if not text.strip():
        raise errors.CommentMissing
    if len(text) > COMMENT_MAX_CHARS:
        raise errors.CommentTooLong
    if option is not None and option not in matter.waiting.amounts and option not in kept:
        raise errors.NoSuchOption
    if so_far >= COMMENTS_MAX:
        raise errors.TooManyComments


def check_withdrawing(matter: Matter, *, begun: bool, by: Actor, at: datetime) -> Decision:
    """The answer somebody may still take back: their own, while nothing of it has left.

    `begun` says that something it set off is done or on its way, whatever the clock says.
    """
    mine = next((one for one in matter.waiting.decisions if one.by == by.key), None)
    if mine is None:
        raise errors.NothingToWithdraw
    if matter.closed_at is None:
        return mine
    if matter.outcome is not Outcome.APPROVED or not matter.gate.undo_window:
        raise errors.NothingIsHeld
    if begun or at >= undo_until(matter.gate, matter.closed_at):
        raise errors.UndoIsOver
    return mine


def undo_until(gate: Gate, closed_at: datetime) -> datetime:
    """Until when what the gate set off is held. An approval may be taken back before."""
    return closed_at + gate.undo_window


def check_claiming(matter: Matter, *, by: Actor) -> None:
    """Say that one is on it: whoever still has to answer may. It keeps nobody from answering."""
    own_open_seat(matter, by)


def own_open_seat(matter: Matter, by: Actor) -> Chair:
    """The seat somebody holds here and hasn't answered. Only its holder does anything with it."""
    if by.kind is not ActorKind.PERSON:
        raise errors.AgentsDoNotDecide
    mine = next((chair for chair in matter.waiting.seats if chair.holder == by.key), None)
    if mine is None:
        raise errors.NotYourDecision
    if by.key in matter.waiting.answered:
        raise errors.AlreadyDecided
    if matter.waiting.closed:
        raise errors.RequestClosed
    return mine


def what_adding_changes(gate: Gate, seats: Sequence[Chair]) -> str:
    """In words, for whoever is about to add an approver.

    Added seats come on top of the rule, so that nobody can be added to outvote anybody.
    """
    if gate.rule is Rule.EVERYONE_ANSWERS:
        return "It closes when they have answered too. Their objection is heard, not a veto."
    more = sum(chair.added for chair in seats) + 1
    own = needed(gate, seats)
    besides = "their approval is" if more == 1 else f"the approvals of {more} added people are"
    return (
        f"Nothing the gate wants gets less: {_WANTS[gate.rule].format(own=own)} {besides} needed."
    )


_WANTS = {
    Rule.ONE: "besides the first answer of its own seats",
    Rule.ALL: "besides the approvals of all {own} seats",
    Rule.N_OF_M: "besides {own} approvals of its own seats",
    Rule.PER_GROUP: "besides one approval of each of {own} groups",
    Rule.SEQUENCE: "besides the {own} steps, at any time,",
}


def _could_decide(matter: Matter, person: str) -> None:
    """Neither somebody who took part in it, nor somebody who has a say here already."""
    waiting = matter.waiting
    if person in waiting.parties.all:
        raise errors.TookPart
    if person in {chair.holder for chair in waiting.seats} | {one.by for one in waiting.decisions}:
        raise errors.SitsAlready


def _sits_or_looks_after(matter: Matter, by: Actor) -> None:
    if by.kind is not ActorKind.PERSON:
        raise errors.AgentsDoNotDecide
    sits = by.key in {chair.holder for chair in matter.waiting.seats}
    if not sits and by.role not in LOOK_AFTER_ALL:
        raise errors.NotInThisRequest
