"""What of a cycle its figures are made from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from gates.action import ActionState

Promise = tuple[str, str, date]
"""Kind, code and day of what a plan commits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedFact:
    """One request at a gate."""

    gate: str
    opened_at: datetime
    due_at: datetime
    closed_at: datetime | None
    escalated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFact:
    due_at: datetime
    first_at: datetime | None
    """When something first came."""
    accepted_version: int | None
    accepted_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionFact:
    state: ActionState
    due_at: datetime
    original_due_at: datetime
    done_at: datetime | None
    escalations: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleFacts:
    name: str
    month: date
    opened_at: datetime
    ended_at: datetime
    """When it closed, or now."""
    asked: tuple[AskedFact, ...]
    inputs: tuple[InputFact, ...]
    actions: tuple[ActionFact, ...]
    mails: Mapping[str, int]
    """How many each person got."""
    refused: int
    """How often somebody was refused to reopen a decided matter."""
    promised: Mapping[Promise, int]
    """What its last locked plan commits."""
