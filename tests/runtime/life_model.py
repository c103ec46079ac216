"""What must be accepted in the life of a request, and how it closes, said once more.

In the test's own words, from the meaning of each rule and not from the code's way to it.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from gates.gate import APPROVING, Gate, Rule, Verb

AUTHOR = "marta"
OWN = ("ines", "jonas", "priya")
"""The slate, in its order."""
PLAN = frozenset({"jonas", "priya"})
"""They are one group; ines is the other."""


@dataclass(slots=True)
class Given:
    """A delegation; `whole` is one of everything, else it is of this request only."""

    giver: str
    receiver: str
    ends_at: datetime
    id: int
    whole: bool = True
    revoked: bool = False

    def holds(self, at: datetime) -> bool:
        return not self.revoked and at < self.ends_at


@dataclass(frozen=True, slots=True)
class Said:
    by: str
    verb: Verb
    choice: str | None
    id: UUID


@dataclass(slots=True)
class Model:
    """What has happened so far."""

    gate: Gate
    answers: dict[str, Said] = field(default_factory=dict[str, Said])
    """By seat, in the order they came; those that were taken back are gone."""
    added: dict[str, str] = field(default_factory=dict[str, str])
    """By approver who was added: who added them."""
    asked: list[str] = field(default_factory=list[str])
    """Whom lateness brought, where the first answer decides: theirs counts like any other."""
    over: list[str] = field(default_factory=list[str])
    """Who took over at the end of the chain, where several answer."""
    given: list[Given] = field(default_factory=list[Given])
    acknowledged: set[UUID] = field(default_factory=set[UUID])
    closed: str | None = None
    closed_at: datetime | None = None

    @property
    def chairs(self) -> list[str]:
        return [*self.slate, *self.added, *self.over]

    @property
    def slate(self) -> list[str]:
        return [*OWN, *self.asked]

    @property
    def on_top(self) -> set[str]:
        """Their approval is wanted besides the rule's, and they may end it at any time."""
        return {*self.added, *self.over}

    @property
    def spoke(self) -> set[str]:
        return {one.by for one in self.answers.values()}

    def may(self, by: str, seat: str | None, at: datetime) -> str | None:
        """Whose seat somebody may answer now, or None where nobody's."""
        if self.closed is not None or by in self.spoke:
            return None
        if by in self.chairs and seat in {None, by}:
            whose = by
        else:
            lets = {one.giver for one in self.given if one.receiver == by and one.holds(at)}
            lets = {key for key in lets & {*self.chairs} if seat in {None, key}}
            waiting = lets - self.answers.keys()
            if len(waiting) != 1:
                return None
            whose = waiting.pop()
        free = whose not in self.answers and AUTHOR not in {by, whose}
        return whose if free and self._in_turn(whose) else None

    def _in_turn(self, whose: str) -> bool:
        if whose in self.on_top:
            return True
        if self.gate.rule is Rule.ONE:
            return self._first is None
        own = [key for key in OWN if key not in self.answers]
        return self.gate.rule is not Rule.SEQUENCE or whose == own[0]

    @property
    def _first(self) -> Said | None:
        return next((said for seat, said in self.answers.items() if seat in self.slate), None)

    def closes(self) -> str | None:
        """How the request closes on what was said."""
        if self.gate.rule is Rule.EVERYONE_ANSWERS:
            heard = self.answers.keys() == {*self.chairs} or self.answers.keys() & {*self.over}
            return "answered" if heard else None
        if not self.answers:
            return None
        verbs = {said.verb for said in self.answers.values()}
        choices = {s.choice for s in self.answers.values() if s.verb in APPROVING}
        if any(self._passes(self._for(choice)) for choice in choices):
            return "approved"
        silent = {*self.chairs} - self.answers.keys()
        first = self._first
        if self.gate.rule is Rule.ONE and first is not None:
            silent &= self.on_top
            if first.verb not in APPROVING:
                return "returned" if first.verb is Verb.REQUEST_CHANGES else "rejected"
        if any(self._passes(self._for(choice) | silent) for choice in choices or {None}):
            return None
        sent_back = Verb.REQUEST_CHANGES in verbs or verbs <= APPROVING
        return "returned" if sent_back else "rejected"

    def _for(self, choice: str | None) -> set[str]:
        said = self.answers.items()
        return {key for key, one in said if one.verb in APPROVING and one.choice == choice}

    def _passes(self, approving: AbstractSet[str]) -> bool:
        """What the rule wants of its own seats, and everybody who sits on top of them."""
        own = approving & {*self.slate}
        enough = {
            Rule.ONE: bool(own),
            Rule.ALL: own == {*OWN},
            Rule.SEQUENCE: own == {*OWN},
            Rule.N_OF_M: len(own) >= self.gate.needed,
            Rule.PER_GROUP: "ines" in own and bool(own & PLAN),
        }
        return enough[self.gate.rule] and approving >= self.on_top
