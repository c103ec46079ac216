"""A gate is data: a kind of human checkpoint, who sits in it and when it closes."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from gates.people import Role
from gates.seating import Given, SeatRule
from gates.tiers import POLICIES, Tier, TierPolicy


class Verb(StrEnum):
    """What a person can answer, the same on every channel."""

    APPROVE = "approve"
    APPROVE_WITH_CHANGES = "approve_with_changes"
    """An option the approver changed; it was recomputed and shown before they signed it."""
    REQUEST_CHANGES = "request_changes"
    REJECT = "reject"
    DISSENT = "dissent"
    """A reviewer's objection: recorded and shown to whoever decides, not a veto."""


APPROVING = frozenset({Verb.APPROVE, Verb.APPROVE_WITH_CHANGES})
NEEDS_REASON = frozenset({Verb.REQUEST_CHANGES, Verb.REJECT, Verb.DISSENT})


class Rule(StrEnum):
    """When a gate closes."""

    ONE = "one"
    """The first seat to answer decides."""
    ALL = "all"
    """Every seat must approve."""
    N_OF_M = "n_of_m"
    """`needed` of the seats must approve."""
    PER_GROUP = "per_group"
    """One seat of every group must approve."""
    SEQUENCE = "sequence"
    """The slate's lines approve one after another."""
    EVERYONE_ANSWERS = "everyone_answers"
    """Every seat must answer; objections don't block, they travel with the matter."""


class Step(StrEnum):
    """The steps of a cycle, in order."""

    INPUTS = "inputs"
    DEMAND_REVIEW = "demand_review"
    SUPPLY_REVIEW = "supply_review"
    RECONCILIATION = "reconciliation"
    EXECUTIVE_REVIEW = "executive_review"
    EXECUTION = "execution"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One step of a chain of escalation. `to` None is the manager of who hasn't answered."""

    after: timedelta
    """How long after the deadline."""
    to: Role | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """One kind of checkpoint. `slate` says who sits."""

    name: str
    title: str
    step: Step
    slate: tuple[SeatRule, ...]
    accountable: Role
    rule: Rule
    verbs: tuple[Verb, ...]
    tier: Tier
    due: timedelta
    remind_before: tuple[timedelta, ...]
    """How long before the deadline whoever hasn't answered is reminded, each time."""
    escalates_to: Role
    """Who is asked, by name, when the deadline passes. Silence never approves."""
    then: tuple[Rung, ...] = ()
    """Who is asked after that, one after another."""
    expires: Rung
    """The end of the chain: who takes over what nobody answered, with a seat of their own."""
    holds_effects: timedelta | None = None
    """How long effects of the decision are held, where that isn't what its tier says."""
    needs_choice: bool = False
    """An approval names one of the brief's options."""
    takes_conditions: bool = False
    """An approval may depend on a premise of the brief, with another option to fall back to."""
    accountable_commits: bool = False
    """Of several who approve, only who is accountable commits what it costs; the others agree."""
    needed: int = 1
    """Approvals wanted, where the rule is n of m."""
    of_cycle: bool = True
    """It holds its step of the cycle up; what isn't only happens meanwhile."""

    @property
    def chain(self) -> tuple[Rung, ...]:
        """Who is asked when the deadline has passed, and how long after it."""
        return (Rung(to=self.escalates_to, after=timedelta(0)), *self.then)

    @property
    def policy(self) -> TierPolicy:
        return POLICIES[self.tier]

    @property
    def undo_window(self) -> timedelta:
        """How long effects of the decision are held before they leave."""
        own = self.holds_effects
        return self.policy.undo_window if own is None else own

    @property
    def undo_minutes(self) -> int:
        """The same as people read it."""
        return self.undo_window // timedelta(minutes=1)

    @property
    def roles(self) -> frozenset[Role]:
        """The roles its slate names."""
        return frozenset(Role(line.to) for line in self.slate if line.given is Given.ROLE)

    @property
    def only_chooses(self) -> bool:
        """There is nothing to approve or refuse, only a way on to pick."""
        return self.needs_choice and self.verbs == (Verb.APPROVE,)
