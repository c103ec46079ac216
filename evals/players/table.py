"""What players are given: files, letters to word, requests that closed; with the truth beside."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from agents.wording import DraftRequest
from agents.wording_texts import TEXTS
from evals.players.attacks import AttackedMail, attacked_mails, attacked_sheets
from evals.players.sheets import Sheet, sheets
from evals.replay.request import Replayed
from evals.replay.state import Standing
from evals.sim.asking import Month
from evals.sim.matters import matter
from evals.sim.month import play_month
from evals.sim.world import world
from gates.chasing import ChaseKind
from gates.letter_kinds import Kind
from gates.playbook import Playbook
from gates.rules import Outcome
from planning.directory import write_company
from runtime.halden import halden_foods
from runtime.halden_files import as_loaded

WORLDS, MONTHS = 3, 2
WHAT: Mapping[str, str] = {
    "what": "the November forecast for Nordics",
    "due": "Friday 6 November, 17:00",
    "holds_up": "The plan",
    "escalates_to": "Sofie Lund",
    "file": "nordics.xlsx",
    "count": "3 rows",
    "question": "Lock the November plan?",
    "decided_by": "Ines Moreau",
    "action": "Have 46,000 l of oat syrup confirmed",
    "owner": "Tomas Berg",
    "tried": "2 reminders, listed below",
    "why": "two numbers contradict each other",
    "needed": "one number for each month",
    "who": "Erik Holm",
    "cycle": "November 2026",
    "choice": "Build early",
    "reason": "The uplift is not agreed",
    "next": "It is being asked again.",
    "giver": "Aino Salo",
    "receiver": "Jonas Weber",
    "answer_by": "Wednesday 4 November",
}
"""Facts as our code computes them: whole phrases."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request that closed, as everybody who sat in it would tell it."""

    of: Replayed
    held: timedelta
    """How long its gate holds effects."""
    author: str
    """Whose work it was: never one who approves it."""

    @property
    def now(self) -> Standing:
        return self.of.now

    @property
    def id(self) -> str:
        return self.of.asked.id

    @property
    def passed(self) -> bool:
        return self.now.outcome is Outcome.APPROVED

    @property
    def reminders(self) -> frozenset[int]:
        """Which reminders were due while somebody was silent: each once."""
        planned = self.now.planned
        return frozenset(
            one.number
            for one in planned
            if one.kind is ChaseKind.REMIND and one.done_at is not None
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    files: dict[str, str]
    """The company as its agents know it."""
    sheets: tuple[Sheet, ...]
    attacks: tuple[AttackedMail, ...]
    attacked_sheets: tuple[Sheet, ...]
    letters: tuple[DraftRequest, ...]
    asked: tuple[Asked, ...]


@lru_cache(maxsize=2)
def table(seed: str = "players") -> Table:
    """The same seed, the same table."""
    return Table(
        files=write_company(as_loaded()),
        sheets=tuple(sheets(halden_foods(), seed)),
        attacks=attacked_mails(),
        attacked_sheets=tuple(attacked_sheets(halden_foods())),
        letters=tuple(_letters()),
        asked=tuple(_asked(seed)),
    )


def _letters() -> Iterator[DraftRequest]:
    for kind in TEXTS["en"]:
        for days in (0, 1, 3):
            yield DraftRequest(
                kind=Kind(kind), to_name="Nora Dahl", facts=dict(WHAT), days_late=days
            )


def _asked(seed: str) -> Iterator[Asked]:
    book = Playbook()
    for number in range(WORLDS):
        one = world(seed, number)
        author = one.directory.members[-1].key
        for at in range(MONTHS):
            month = Month(world=one, number=at, book=book, about=matter(one, at))
            for done in play_month(month):
                hold = timedelta(minutes=done.now.gate.undo_minutes)
                yield Asked(of=done, held=hold, author=author)
