"""A request while it is replayed: who sits, what was answered, what is planned, how it closed."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from gates.brief import Brief
from gates.chasing import Chase, ChaseKind
from gates.gate import Gate, Verb
from gates.people import Role
from gates.rules import Outcome, Vote
from gates.seating import Chair


class Answered(NamedTuple):
    """An answer that stands."""

    decision: str
    by: str
    seat: str
    verb: Verb
    choice: str | None
    brief: str

    @property
    def vote(self) -> Vote:
        return Vote(seat=self.seat, verb=self.verb, choice=self.choice)


@dataclass(slots=True, kw_only=True)
class Planned:
    """One thing that happens while the request waits. `late_s` None: no worker ever looked."""

    kind: ChaseKind
    number: int
    at: datetime
    late_s: float | None
    recorded: bool
    """Whether the record says so, or a worker is taken to have looked at once."""
    done_at: datetime | None = None
    asked: str | None = None

    def comes_before(self, moment: datetime) -> bool:
        """What the record has done at the very moment of an answer was done before it."""
        assert self.late_s is not None
        looked = self.at + timedelta(seconds=self.late_s)
        return looked < moment or (self.recorded and looked == moment)


@dataclass(slots=True, kw_only=True)
class Standing:
    """Everything that changes while a request waits."""

    gate: Gate
    brief: str
    content: Brief
    opened_at: datetime
    due_at: datetime
    chairs: list[Chair]
    accountable: frozenset[str]
    roles: dict[str, Role]
    answers: list[Answered] = field(default_factory=list[Answered])
    planned: list[Planned] = field(default_factory=list[Planned])
    escalated: bool = False
    closed_at: datetime | None = None
    outcome: Outcome | None = None
    choice: str | None = None

    @property
    def votes(self) -> tuple[Vote, ...]:
        return tuple(answer.vote for answer in self.answers)

    @property
    def silent(self) -> list[str]:
        answered = {answer.seat for answer in self.answers}
        return [chair.holder for chair in self.chairs if chair.holder not in answered]

    def plan(self, chases: tuple[Chase, ...], looks: dict[tuple[str, int], float | None]) -> None:
        self.planned += [
            Planned(
                kind=chase.kind,
                number=chase.number,
                at=chase.at,
                late_s=looks.get((chase.kind.value, chase.number), 0.0),
                recorded=(chase.kind.value, chase.number) in looks,
            )
            for chase in chases
        ]
