"""How the process is doing: a row a figure, a column a cycle."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLine:
    key: str
    name: str
    says: str
    values: tuple[str, ...]
    """One a cycle, oldest first; a dash where there is nothing to count."""
    change: str
    """Since the cycle before, in words; empty where it can't be said."""
    better: bool | None
    """Whether that is for the better; None where nothing moved."""
    line: str
    """Points of a small drawing of the values, 120 by 28; empty for less than two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreLine:
    """What the decision of one closed cycle came to."""

    cycle: str
    chosen: str
    expected: str
    actual: str
    """Margin on the demand that came."""
    best: str
    regret: str
    forecast: str
    """Its error and its bias."""
    adherence: str
    weeks: str
    without: str = ""
    """What it is held against nothing of, and why; empty where every option was replayed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepCell:
    """The forecast's error after one step, and what the step took away from it."""

    error: str
    added: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedLine:
    """What each step of one closed cycle's forecast added, and who did, the most first."""

    cycle: str
    weeks: str
    steps: tuple[StepCell, ...]
    who: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedLine:
    """What became of agents' proposals in a closed cycle, in words; empty where there were none."""

    cycle: str
    drafter: str
    reader: str
    monitor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessView:
    cycles: tuple[str, ...]
    lines: tuple[FigureLine, ...]
    summary: str
    scores: tuple[ScoreLine, ...] = ()
    """Oldest first."""
    added: tuple[AddedLine, ...] = ()
    """By closed cycle, what each step of its forecast added."""
    added_steps: tuple[str, ...] = ()
    proposed: tuple[ProposedLine, ...] = ()
    """By closed cycle, what agents' proposals came to."""
