"""Commitments against actuals: how many were due, what came, and which fell short."""

from dataclasses import dataclass

from api.views.commitments import CommitmentView

SHOWN_AT_ONCE = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptKind:
    """What is promised of one kind, as far as it is due."""

    title: str
    promised: int
    due: int
    kept: int
    short: int
    lines: tuple[CommitmentView, ...]
    """What is due, the short ones first."""

    @property
    def opens(self) -> bool:
        """Whether its list is shown at once: something is short, and few enough lines to read."""
        return bool(self.short) and len(self.lines) <= SHOWN_AT_ONCE

    @property
    def unreported(self) -> int:
        return self.due - self.kept - self.short
