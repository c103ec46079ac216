"""The plan: weeks, the gaps with their cause and the day by which to choose, what is promised."""

from dataclasses import dataclass
from datetime import date, datetime

from api.views.frame import State


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekTable:
    """One measure per row, one week per column."""

    title: str
    unit: str
    weeks: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...], str], ...]
    """Label, a cell per week, and the row's kind (`total`, `quiet` or empty)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConstraintView:
    title: str
    cause: str
    detail: str
    gap: str
    first_short: str
    choose_by: date | None
    choose_left: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentView:
    kind: str
    what: str
    quantity: str
    who: str
    due: date
    state: State


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanView:
    title: str
    version: str
    status: State
    published_at: datetime | None
    tables: tuple[WeekTable, ...]
    constraints: tuple[ConstraintView, ...]
    commitments: tuple[CommitmentView, ...]
