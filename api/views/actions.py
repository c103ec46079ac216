"""Actions: owned, dated, closed by evidence."""

from dataclasses import dataclass
from datetime import date, datetime

from api.views.acting import ActingForm, OfferForm
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
    decided_by: str
    first_due: date | None
    """The day it was given first, where it has moved since."""
    closes_by: str
    """What evidence closes it."""
    late_day: str = ""
    """What a day's delay of it costs, while it is open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionsView:
    summary: str
    open: tuple[ActionLine, ...]
    closed: tuple[ActionLine, ...]
    gantt: GanttView | None
    may_import: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionUpdate:
    at: datetime
    who: str
    says: str
    quote: str
    source: str
    state: State


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionPage:
    line: ActionLine
    decision_href: str
    evidence: tuple[str, ...]
    """What closed it; nothing while it is open."""
    updates: tuple[ActionUpdate, ...]
    form: ActingForm | None = None
    """For its owner, while it is open."""
    offer: OfferForm | None = None
    """For whom it is offered to."""
    offered: str = ""
    """Who has been asked to take it over, and until when they may answer."""
    origin: str = ""
    """What it was read from, where it was imported."""
    parts: tuple[ActionLine, ...] = ()
    whole: ActionLine | None = None
    """What it is a part of."""
    message: str = ""
    """Why what was asked for couldn't be done."""
