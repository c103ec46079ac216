"""What a locked plan promises, as the plan's page shows it."""

from dataclasses import dataclass
from datetime import date

from api.views.frame import State


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentView:
    what: str
    quantity: str
    order_by: str
    due: date
    actual: str
    """What came; a dash where nobody has said."""
    state: State
    owner: str = ""
    """Who answers for it, by name; empty where nobody is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentTotal:
    """A family or a component: how much of it is promised, from when to when."""

    what: str
    count: int
    quantity: str
    first: date
    last: date
    owners: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentKindView:
    """What is promised of one kind: totals first, every single promise behind them."""

    title: str
    totals: tuple[CommitmentTotal, ...]
    lines: tuple[CommitmentView, ...]
