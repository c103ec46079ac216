"""What the viewer may do here besides answering, each a link to a form that asks first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from api import formats
from api.tongue import Say, say
from api.views.own import Kept
from api.views.record import Remark
from gates.gate import Gate, Verb
from gates.move import Move
from gates.moves import LOOK_AFTER_ALL, undo_until
from gates.snoozing import Snooze, Until

if TYPE_CHECKING:
    from api.views.decision import RequestFacts, Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Who has taken a request on."""

    person: str
    name: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What is known of a request beyond its brief and seats."""

    closed_at: datetime | None = None
    begun: bool = False
    """Something it set off is done or on its way."""
    snooze: Snooze | None = None
    """The viewer's own, while it sleeps."""
    remarks: tuple[Remark, ...] = ()
    claim: Claim | None = None
    looking: tuple[str, ...] = ()
    """Who else has it open now, by name."""
    added_by: tuple[tuple[str, str], ...] = ()
    """Whose seat was added, and by whom, as keys."""
    own: tuple[Kept, ...] = ()
    """Options that people kept of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveLink:
    move: Move
    label: str
    key: str
    """The hotkey that opens its form; empty for none."""
    href: str


def moves_of(facts: "RequestFacts", viewer: "Viewer") -> tuple[MoveLink, ...]:
    """What to offer; `gates.moves` has the last word."""
    path = f"/requests/{facts.request_id}"
    return tuple(
        MoveLink(
            move=move,
            label=_LABELS[move],
            key=_KEYS.get(move, ""),
            href=f"{path}/ask" if move is Move.ASK else f"{path}/moves/{move}",
        )
        for move in _offered(facts, viewer)
    )


def _offered(facts: "RequestFacts", viewer: "Viewer") -> Iterator[Move]:
    if may_withdraw(facts, viewer):
        yield Move.WITHDRAW
    if facts.outcome is not None:
        return
    mine = next((seat for seat in facts.seats if seat.person == viewer.key), None)
    silent = mine is not None and mine.decision is None
    if silent and viewer.key not in facts.brief.took_part:
        if Verb.APPROVE_WITH_CHANGES in facts.gate.verbs:
            yield Move.CHANGE
        yield Move.DELEGATE
        yield from _claiming(facts, viewer)
        yield Move.WAKE if facts.around.snooze else Move.SNOOZE
    if mine is not None or viewer.role in LOOK_AFTER_ALL:
        yield Move.ADD
        if any(adder == viewer.key for _, adder in facts.around.added_by):
            yield Move.TAKE_BACK
    yield Move.ASK
    yield Move.COMMENT


def _claiming(facts: "RequestFacts", viewer: "Viewer") -> Iterator[Move]:
    """Where others could answer too, one may say to be on it."""
    claim = facts.around.claim
    if claim is not None and claim.person == viewer.key:
        yield Move.RELEASE
    elif claim is None and len(facts.seats) > 1:
        yield Move.CLAIM


def may_withdraw(facts: "RequestFacts", viewer: "Viewer") -> bool:
    """An own answer of an open request, or an approval whose effects are all still held."""
    if not any(s.decision and s.decision.by == viewer.key for s in facts.seats):
        return False
    if facts.outcome is None:
        return True
    until = held_until(facts.gate, facts.around)
    approved = facts.outcome == "approved" and not facts.around.begun
    return approved and until is not None and viewer.now < until


def held_until(gate: Gate, around: Around) -> datetime | None:
    """Until when what was decided is held; None where nothing is."""
    if around.closed_at is None or not gate.undo_window:
        return None
    return undo_until(gate, around.closed_at)


def sleeps_until(snooze: Snooze, names: dict[str, str], viewer: "Viewer") -> str:
    """When it comes back, in words.

    The moment in the viewer's own zone.
    """
    if snooze.until is Until.BRIEF:
        return say("until what is shown changes")
    if snooze.until is Until.ANSWER:
        who = names.get(snooze.answer_of or "") or say("somebody")
        return say("until {who} has answered", who=who)
    assert snooze.moment is not None
    return say("until {when}", when=formats.when(snooze.moment.astimezone(viewer.zone)))


_LABELS = {
    Move.CHANGE: Say("Approve with changes"),
    Move.DELEGATE: Say("Delegate"),
    Move.ADD: Say("Add approver"),
    Move.TAKE_BACK: Say("Take an approver back"),
    Move.COMMENT: Say("Comment"),
    Move.ASK: Say("Ask"),
    Move.SNOOZE: Say("Snooze"),
    Move.WAKE: Say("Take it up again"),
    Move.WITHDRAW: Say("Withdraw my answer"),
    Move.CLAIM: Say("Take it on"),
    Move.RELEASE: Say("Give it back"),
}
_KEYS = {
    Move.CHANGE: "e",
    Move.DELEGATE: "d",
    Move.SNOOZE: "h",
    Move.COMMENT: "m",
    Move.ASK: "q",
    Move.WITHDRAW: "z",
}
