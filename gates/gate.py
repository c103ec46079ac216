"""A gate is data: a kind of human checkpoint, who sits in it and when it closes."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from gates.people import Role


class Verb(StrEnum):
    """What a person can answer, the same on every channel."""

    APPROVE = "approve"
    REQUEST_CHANGES = "request_changes"
    REJECT = "reject"
    DISSENT = "dissent"
    """A reviewer's objection: recorded and shown to whoever decides, not a veto."""


NEEDS_REASON = frozenset({Verb.REQUEST_CHANGES, Verb.REJECT, Verb.DISSENT})


class Rule(StrEnum):
    """When a gate closes."""

    ONE = "one"
    """The first seat to answer decides."""
    EVERYONE_ANSWERS = "everyone_answers"
    """Every seat must answer; objections don't block, they travel with the matter."""


class Tier(StrEnum):
    """How much is at stake."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Step(StrEnum):
    """The steps of a cycle, in order."""

    INPUTS = "inputs"
    DEMAND_REVIEW = "demand_review"
    SUPPLY_REVIEW = "supply_review"
    RECONCILIATION = "reconciliation"
    EXECUTIVE_REVIEW = "executive_review"
    EXECUTION = "execution"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """One kind of checkpoint. Seats go to everyone who holds one of `seats`."""

    name: str
    title: str
    step: Step
    seats: tuple[Role, ...]
    accountable: Role
    rule: Rule
    verbs: tuple[Verb, ...]
    tier: Tier
    due: timedelta
    remind_after: timedelta
    escalates_to: Role
    """Who is asked, by name, when the deadline passes. Silence never approves."""
    undo_window: timedelta
    """How long effects of the decision are held before they leave."""
    needs_choice: bool = False
    """An approval names one of the brief's options."""

    @property
    def only_chooses(self) -> bool:
        """There is nothing to approve or refuse, only a way on to pick."""
        return self.needs_choice and self.verbs == (Verb.APPROVE,)
