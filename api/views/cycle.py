"""The cycle board: the steps, what has come in, who holds what up, the gates and the actions."""

from dataclasses import dataclass
from datetime import datetime

from api.views.actions import ActionLine
from api.views.cycles import Figure
from api.views.frame import State
from api.views.gantt import GanttView
from api.views.kept import KeptKind
from api.views.working import WorkingView


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    name: str
    state: State
    lines: tuple[str, ...]
    percent: int
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class InputCell:
    href: str
    state: State
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InputsMatrix:
    """Who owes what: one row per owner, one column per kind of input."""

    summary: str
    kinds: tuple[str, ...]
    rows: tuple[tuple[str, str, tuple[InputCell | None, ...]], ...]
    """Owner, what they answer for, and a cell per kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldUp:
    who: str
    what: str
    holds: str
    next_step: str
    stake: str
    left: str
    tone: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TroubleLine:
    """Something that can't go on, or may not have arrived."""

    state: State
    what: str
    href: str
    """The page of what it is about, where it has one."""
    said: str
    whose: str
    since: datetime | None
    retry: str
    """Where the reader may post to set it going again; empty for who may not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GateLine:
    href: str
    question: str
    step: str
    seats: str
    due_at: datetime
    due_left: str
    near: bool
    silence: str
    expired: str
    """Whose it is since nobody answered to the end, and what waiting has cost."""
    stake: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AwayLine:
    """Somebody who can't answer and for whom nobody can; `href` sets a substitute."""

    says: str
    waits: tuple[str, ...]
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleBoardView:
    title: str
    state: State
    subtitle: str
    steps: tuple[StepView, ...]
    inputs: InputsMatrix
    hold_ups: tuple[HoldUp, ...]
    gates: tuple[GateLine, ...]
    gates_summary: str
    gantt: GanttView | None
    troubles: tuple[TroubleLine, ...] = ()
    troubles_summary: str = ""
    message: str = ""
    """Why what was asked for couldn't be done."""
    working: tuple[WorkingView, ...] = ()
    away: tuple[AwayLine, ...] = ()
    actions: tuple[ActionLine, ...] = ()
    """Open ones first."""
    actions_summary: str = ""
    kept: tuple[KeptKind, ...] = ()
    """Commitments against actuals, by kind."""
    cut_off: Figure | None = None
    replies: str = ""
    """How many replies wait for somebody to read them, as words; empty for none."""
    wordings: str = ""
    """How many wordings for our letters wait for who reads this, likewise."""
