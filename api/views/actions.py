"""Actions: owned, dated, closed by evidence."""

from dataclasses import dataclass
from datetime import date, datetime

from api.views.frame import State
from api.views.gantt import GanttView


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionLine:
    href: str
    title: str
    owner: str
    role: str
    due: date
    due_left: str
    late: bool
    state: State
    waits_for: str
    closes_by: str
    """What evidence closes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionsView:
    summary: str
    open: tuple[ActionLine, ...]
    closed: tuple[ActionLine, ...]
    gantt: GanttView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionUpdate:
    at: datetime
    who: str
    says: str
    quote: str
    evidence: str
    state: State


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionPage:
    line: ActionLine
    decided_by: str
    decision_href: str
    updates: tuple[ActionUpdate, ...]
