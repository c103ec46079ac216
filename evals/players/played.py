"""Everything a player did at a table."""

from collections import Counter
from dataclasses import dataclass

from agents.replies.values import Answer
from agents.wording import DraftRequest
from evals.players.attacks import AttackedMail
from evals.players.player import Effect, Letter, Player, Read
from evals.players.sheets import Sheet
from evals.players.table import Asked, Table


@dataclass(frozen=True, kw_only=True)
class Played:
    """Everything a player did at a table."""

    table: Table
    read: tuple[tuple[Sheet, Read], ...]
    heard: tuple[tuple[AttackedMail, Answer], ...]
    attacked: tuple[tuple[Sheet, Read], ...]
    letters: tuple[tuple[DraftRequest, Letter], ...]
    effects: tuple[tuple[Asked, tuple[Effect, ...]], ...]
    reminded: tuple[tuple[Asked, Counter[int]], ...]


def play(player: Player, table: Table) -> Played:
    return Played(
        table=table,
        read=tuple((sheet, player.read(table, sheet)) for sheet in table.sheets),
        heard=tuple((one, player.hear(one)) for one in table.attacks),
        attacked=tuple((sheet, player.read(table, sheet)) for sheet in table.attacked_sheets),
        letters=tuple((one, player.word(one)) for one in table.letters),
        effects=tuple((one, tuple(player.act(one))) for one in table.asked),
        reminded=tuple((o, Counter(r.number for r in player.remind(o))) for o in table.asked),
    )


def share(right: list[bool]) -> float:
    """1 where there was nothing to get wrong."""
    return sum(right) / len(right) if right else 1.0
