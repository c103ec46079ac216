"""Who decides: every seat with its answer, progress, and the words of whoever objects."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from api.tongue import Say, say
from api.views import words
from gates.brief import Brief
from gates.deciding import Decision, votes_of
from gates.gate import APPROVING, Gate, Rule
from gates.rules import progress, slate_chairs, whose_turn
from gates.seating import Chair, Why

UNKNOWN = Why(rule="", data="", version="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A seat as it is stored: who holds it, and the decision that came from it."""

    person: str
    name: str
    role: str
    decision: Decision | None = None
    accountable: bool = False
    group: str = ""
    position: int = 0
    why: Why = UNKNOWN
    added: bool = False
    """By somebody, on top of the gate's own seats."""
    answered_by: str = ""
    """Who acted for the holder, by name; empty where the holder answered."""
    stands_in: str = ""
    """Who may answer for the holder now, by name and until when."""

    @property
    def chair(self) -> Chair:
        return Chair(
            holder=self.person,
            group=self.group,
            position=self.position,
            why=self.why,
            added=self.added,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatLine:
    name: str
    role: str
    accountable: bool
    you: bool
    tone: str
    icon: str
    answer: str
    choice: str
    reason: str
    at: datetime | None
    answered_by: str
    stands_in: str
    why: Why
    shown_href: str
    """What whoever answered was shown then; empty while nobody has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatsView:
    lines: tuple[SeatLine, ...]
    answered: int
    against: int
    rule: str
    progress: str

    @property
    def total(self) -> int:
        return len(self.lines)


def seats_view(gate: Gate, brief: Brief, seats: Sequence[Seat], viewer: str) -> SeatsView:
    decisions = [seat.decision for seat in seats if seat.decision]
    chairs = [seat.chair for seat in seats]
    votes = votes_of(sorted(decisions, key=lambda one: one.at))
    turn = whose_turn(gate, chairs, votes)
    return SeatsView(
        lines=tuple(
            _line(gate, brief, seat, you=seat.person == viewer, turn=seat.person in turn)
            for seat in seats
        ),
        answered=len(decisions),
        against=sum(decision.verb not in APPROVING for decision in decisions),
        rule=_rule(gate, seats),
        progress=progress(gate, chairs, votes).words,
    )


def _rule(gate: Gate, seats: Sequence[Seat]) -> str:
    own = len(slate_chairs([seat.chair for seat in seats]))
    rule = _RULES[gate.rule].format(needed=gate.needed) if own > 1 else _ALONE
    return f"{rule} {_ADDED}" if own < len(seats) and gate.rule in _NEEDS_ADDED else rule


_ALONE = Say("One answer closes the gate.")
_ADDED = Say("Whoever was added must approve too.")
_NEEDS_ADDED = frozenset(Rule) - {Rule.EVERYONE_ANSWERS}


_RULES = {
    Rule.ONE: Say("The first answer from these seats closes the gate."),
    Rule.ALL: Say("Closes when every seat approves; the first objection closes it as refused."),
    Rule.N_OF_M: Say("Closes when {needed} of these seats approve."),
    Rule.PER_GROUP: Say("Closes when one seat of every group approves."),
    Rule.SEQUENCE: Say("The seats approve one after another, in this order."),
    Rule.EVERYONE_ANSWERS: Say(
        "Closes when every seat has answered. A dissent is recorded and shown "
        "to whoever decides; it isn't a veto."
    ),
}


def _line(gate: Gate, brief: Brief, seat: Seat, *, you: bool, turn: bool) -> SeatLine:
    decision = seat.decision
    tone, icon = words.TONES[decision.verb] if decision else ("idle", "open")
    return SeatLine(
        name=seat.name,
        role=words.role(seat.role),
        accountable=seat.accountable,
        you=you,
        tone=tone,
        icon=icon,
        answer=_answer(gate, decision) if decision else _waits(you=you, turn=turn),
        choice=brief.option(decision.choice).name if decision and decision.choice else "",
        reason=decision.reason if decision else "",
        at=decision.at if decision else None,
        answered_by=seat.answered_by,
        stands_in=seat.stands_in,
        why=seat.why,
        shown_href=f"/decisions/{decision.decision_id}/shown" if decision else "",
    )


def _waits(*, you: bool, turn: bool) -> str:
    if not turn:
        return say("Not yet: others come first")
    return say("Your turn") if you else say("Waiting")


def _answer(gate: Gate, decision: Decision) -> str:
    """A review endorses; only a deciding gate approves."""
    if gate.rule is Rule.EVERYONE_ANSWERS and decision.verb in APPROVING:
        return say("Endorses")
    return words.ANSWERED[decision.verb]
