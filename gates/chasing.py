"""What happens while a request waits: reminders, then others asked one after another, then the end.

None of it answers the request. Time alone never approves anything.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from gates.gate import Gate, Rung


class ChaseKind(StrEnum):
    REMIND = "remind"
    """Seats that haven't answered are reminded."""
    ESCALATE = "escalate"
    """The next of the chain is asked by name."""
    EXPIRE = "expire"
    """The chain is at its end: a named person takes the request over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chase:
    """One thing that happens, once. `number` counts its kind from 1."""

    kind: ChaseKind
    number: int
    at: datetime

    @property
    def key(self) -> str:
        return f"{self.kind.value}/{self.number}"


def schedule(gate: Gate, *, opened_at: datetime, due_at: datetime) -> tuple[Chase, ...]:
    """Everything that is to happen to a request nobody answers, in order.

    In the first half of the time nobody is reminded of what they were just asked, so reminders
    meant for then come at the half.
    """
    half = opened_at + (due_at - opened_at) / 2
    moments = sorted({max(due_at - before, half) for before in gate.remind_before})
    reminders = [moment for moment in moments if moment < due_at]
    return (
        *(_chase(ChaseKind.REMIND, n, at) for n, at in enumerate(reminders, 1)),
        *(
            _chase(ChaseKind.ESCALATE, n, due_at + rung.after)
            for n, rung in enumerate(gate.chain, 1)
        ),
        _chase(ChaseKind.EXPIRE, 1, due_at + gate.expires.after),
    )


def _chase(kind: ChaseKind, number: int, at: datetime) -> Chase:
    return Chase(kind=kind, number=number, at=at)


def rung_of(gate: Gate, kind: ChaseKind, number: int) -> Rung:
    """Whom an escalation, or the end, asks."""
    return gate.expires if kind is ChaseKind.EXPIRE else gate.chain[number - 1]
