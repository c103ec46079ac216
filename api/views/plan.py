"""The plan: weeks, the gaps with their cause and the day by which to choose, what is promised."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from api.views.commitments import CommitmentKindView
from api.views.frame import State
from api.views.plan_weeks import Choice
from api.views.sights import SightGroup
from api.views.working import WorkingView


class WeekRow(NamedTuple):
    """A label, a cell per week, and a kind (`total`, `quiet` or empty)."""

    label: str
    cells: tuple[str, ...]
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekTable:
    """One measure per row, one week per column."""

    title: str
    unit: str
    weeks: tuple[str, ...]
    rows: tuple[WeekRow, ...]

    @property
    def totals(self) -> tuple[WeekRow, ...]:
        """What is read first: the families, or every row where none stand below a family."""
        totals = tuple(row for row in self.rows if row.kind == "total")
        return totals if self.rows and self.rows[0].kind == "total" else self.rows


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
class StatementView:
    """One promise or limit of a set that can't hold together."""

    says: str
    promise: bool
    lifted_by: str
    """Whoever can take it back; empty where nobody is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContradictionView:
    missed: str
    statements: tuple[StatementView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanView:
    title: str
    version: str
    status: State
    published_at: datetime | None
    tables: tuple[WeekTable, ...]
    constraints: tuple[ConstraintView, ...]
    commitments: tuple[CommitmentKindView, ...]
    working: tuple[WorkingView, ...] = ()
    contradictions: tuple[ContradictionView, ...] = ()
    money_href: str = ""
    """Its page in money, where there is a plan to look into."""
    choices: tuple[Choice, ...] = ()
    loads: tuple[SightGroup, ...] = ()
    stocks: tuple[SightGroup, ...] = ()
