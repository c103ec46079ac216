"""What happens while a request waits: reminders, then others asked one after another, then the end.

None of it answers the request. Time alone never approves anything.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from gates.gate import Gate, Rung
from gates.people import Role
from gates.seating import Directory, Member


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


def asked_next(
    rung: Rung, directory: Directory, *, silent: Collection[str], not_them: Collection[str]
) -> Member | None:
    """Who is asked on this rung: never one of those that took part or were asked before.

    Where that leaves nobody, the managers above are tried, so that the chain reaches somebody
    as long as there is anybody.
    """
    for wanted in _wanted(rung, directory, silent):
        for member in (wanted, *above(directory, wanted)):
            if member.key not in not_them:
                return member
    return None


def takes_over(
    rung: Rung, directory: Directory, *, took_part: Collection[str], sitting: Collection[str] = ()
) -> Member | None:
    """Who is left with what expired: whom the gate says, or anybody who may.

    They may have been asked before; then it stays with them. Somebody `sitting` among several
    has said what they could, so it is theirs only where there is nobody else.
    """
    for passed_over in ({*took_part, *sitting}, took_part):
        said = asked_next(rung, directory, silent=(), not_them=passed_over)
        free = (member for member in directory.members if member.key not in passed_over)
        if member := said or next(free, None):
            return member
    return None


def _wanted(rung: Rung, directory: Directory, silent: Collection[str]) -> Iterator[Member]:
    if rung.to is None:
        for key in silent:
            holder = directory.member(key)
            if holder and holder.manager and (boss := directory.member(holder.manager)):
                yield boss
        return
    yield from holders(directory, rung.to)


def holders(directory: Directory, role: Role) -> Iterator[Member]:
    return (member for member in directory.members if member.role is role)


def above(directory: Directory, member: Member) -> Iterator[Member]:
    """Managers, each once; a ring of managers ends."""
    seen = {member.key}
    while member.manager and (boss := directory.member(member.manager)) and boss.key not in seen:
        yield boss
        seen.add(boss.key)
        member = boss
