"""The board across cycles: a row a cycle, and every figure opens to its list."""

from dataclasses import dataclass

from api.views.frame import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure in words and where its list is."""

    says: str
    href: str
    note: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleLine:
    name: str
    href: str
    state: State
    step: str
    """Where it is; empty where it is closed."""
    cut_off: Figure | None
    """What is next to be over, and in how many days."""
    inputs: Figure | None
    gates: Figure | None
    actions: Figure | None
    held: Figure | None
    """Who holds what up."""
    kept: Figure | None
    """Commitments against actuals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CyclesView:
    summary: str
    lines: tuple[CycleLine, ...]
