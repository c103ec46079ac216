"""Commitments against actuals: how many were due, what came, and which fell short."""

from dataclasses import dataclass

from api.views.commitments import CommitmentView


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
    def unreported(self) -> int:
        return self.due - self.kept - self.short
