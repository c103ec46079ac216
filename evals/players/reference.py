"""Players between which every agent lies: nothing, bare rules, the product, and the truth."""

from collections.abc import Iterable
from dataclasses import replace

from agents.replies.values import Answer, AnswerIntent
from agents.wording import DraftRequest
from evals.players.attacks import AttackedMail
from evals.players.player import Base, Effect, Flag, Letter, Read, Reminder
from evals.players.sheets import Sheet
from evals.players.table import Asked, Table

STATISTICAL = frozenset({"R42", "R43", "R44", "R45", "R50", "R51", "R52", "R53"})
"""Rules that weigh a number against its past or a promotion: judgement, not form."""


class Nobody:
    """Does nothing, and so nothing wrong."""

    name = "null"

    def read(self, _table: Table, _sheet: Sheet, /) -> Read:
        return Read(flags=(), units={})

    def hear(self, _mail: AttackedMail, /) -> Answer:
        return Answer(intent=AnswerIntent.UNRELATED)

    def word(self, request: DraftRequest, /) -> Letter:
        return Letter(to=request.to_name, text="")

    def act(self, _asked: Asked, /) -> Iterable[Effect]:
        return ()

    def remind(self, _asked: Asked, /) -> Iterable[Reminder]:
        return ()


class RulesOnly(Base):
    """Only what has a form to be checked by; nothing is weighed against its past."""

    name = "rules only"

    def read(self, table: Table, sheet: Sheet, /) -> Read:
        read = super().read(table, sheet)
        return replace(read, flags=tuple(f for f in read.flags if f.rule not in STATISTICAL))


class Oracle(Base):
    """Knows the truth. What it isn't given 1 for, the scorer is wrong about."""

    name = "oracle"

    def read(self, _table: Table, sheet: Sheet, /) -> Read:
        truth = sheet.truth
        flags = () if truth is None else (Flag(rule=min(truth.rules), keys=truth.keys),)
        return Read(flags=flags, units=sheet.meant)

    def hear(self, mail: AttackedMail, /) -> Answer:
        return replace(mail.meant, accepted=True)


REFERENCES = (Nobody(), RulesOnly(), Base(), Oracle())
