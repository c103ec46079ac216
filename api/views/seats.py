"""Who decides: every seat with its answer, progress, and the words of whoever objects."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from api.views import words
from gates.brief import Brief
from gates.deciding import Decision
from gates.gate import Gate, Rule, Verb


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A seat as it is stored: who holds it, and the decision that came from it."""

    person: str
    name: str
    role: str
    decision: Decision | None = None
    accountable: bool = False


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


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatsView:
    lines: tuple[SeatLine, ...]
    answered: int
    against: int
    rule: str

    @property
    def total(self) -> int:
        return len(self.lines)


def seats_view(gate: Gate, brief: Brief, seats: Sequence[Seat], viewer: str) -> SeatsView:
    decisions = [seat.decision for seat in seats if seat.decision]
    return SeatsView(
        lines=tuple(_line(gate, brief, seat, you=seat.person == viewer) for seat in seats),
        answered=len(decisions),
        against=sum(decision.verb is not Verb.APPROVE for decision in decisions),
        rule=_RULES[gate.rule] if len(seats) > 1 else "One answer closes the gate.",
    )


_RULES = {
    Rule.ONE: "The first answer from these seats closes the gate.",
    Rule.EVERYONE_ANSWERS: "Closes when every seat has answered. A dissent is recorded and shown "
    "to whoever decides; it isn't a veto.",
}


def _line(gate: Gate, brief: Brief, seat: Seat, *, you: bool) -> SeatLine:
    decision = seat.decision
    tone, icon = words.TONES[decision.verb] if decision else ("idle", "open")
    return SeatLine(
        name=seat.name,
        role=words.role(seat.role),
        accountable=seat.accountable,
        you=you,
        tone=tone,
        icon=icon,
        answer=_answer(gate, decision) if decision else ("Your turn" if you else "Waiting"),
        choice=brief.option(decision.choice).name if decision and decision.choice else "",
        reason=decision.reason if decision else "",
        at=decision.at if decision else None,
    )


def _answer(gate: Gate, decision: Decision) -> str:
    """A review endorses; only a deciding gate approves."""
    if gate.rule is Rule.EVERYONE_ANSWERS and decision.verb is Verb.APPROVE:
        return "Endorses"
    return words.ANSWERED[decision.verb]
