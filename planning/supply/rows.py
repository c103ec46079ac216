"""The supply model's constraint rows, collected for the solver."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import inf


@dataclass(slots=True)
class Rows:
    """Constraint rows as they are collected, in the solver's row-wise form."""

    lower: list[float] = field(default_factory=list[float])
    upper: list[float] = field(default_factory=list[float])
    starts: list[int] = field(default_factory=lambda: [0])
    columns: list[int] = field(default_factory=list[int])
    values: list[float] = field(default_factory=list[float])

    def add(
        self, terms: Iterable[tuple[int, float]], *, lower: float = -inf, upper: float = inf
    ) -> None:
        for column, value in terms:
            self.columns.append(column)
            self.values.append(value)
        self.starts.append(len(self.columns))
        self.lower.append(lower)
        self.upper.append(upper)
