"""One cell of the policy table: a situation, what came of it, and what will."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Turn(StrEnum):
    RELAXED = "relaxed"
    """Something passes, waits or stays unasked that didn't."""
    TIGHTENED = "tightened"
    CHANGED = "changed"
    """Other than before, and neither more nor less control."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Only cells that turn are made: the same before and after is none."""

    where: str
    """The part of the playbook, as its path: `gates.trade_off.rule`."""
    when: str
    was: str
    now: str
    turn: Turn

    @property
    def says(self) -> str:
        return f"{self.where}: {self.when}: {self.was} → {self.now}"


def counted(where: str, when: str, was: int, now: int, *, more: Turn) -> Iterator[Cell]:
    """The cell of a number of which more is control gained or lost."""
    if was == now:
        return
    other = {Turn.RELAXED: Turn.TIGHTENED, Turn.TIGHTENED: Turn.RELAXED}.get(more, more)
    turn = more if now > was else other
    yield Cell(where=where, when=when, was=str(was), now=str(now), turn=turn)
