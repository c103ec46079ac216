"""A player: what an agent does at the table, and the product's own."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Protocol

from agents.ask import BuiltIn
from agents.replies.reader import read_answer
from agents.replies.values import Answer, Ask, ReplyMail
from agents.wording import DraftRequest
from evals.players.attacks import AttackedMail
from evals.players.rows import HEADER
from evals.players.sheets import Sheet
from evals.players.table import Asked, Table
from planning.checks.check import Checked
from planning.checks.facts import Key
from planning.checks.finding import Finding
from planning.checks.reading import read_and_check


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """Something said to be wrong with a file."""

    rule: str
    keys: frozenset[Key]


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What a player makes of a file."""

    flags: tuple[Flag, ...]
    units: Mapping[Key, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    to: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """Something that leaves: of which request, on which content, when, by whose approval."""

    request: str
    brief: str
    at: datetime
    approved_by: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    request: str
    number: int


class Player(Protocol):
    """An agent under test, one method a duty."""

    name: str

    def read(self, table: Table, sheet: Sheet, /) -> Read: ...
    def hear(self, mail: AttackedMail, /) -> Answer: ...
    def word(self, request: DraftRequest, /) -> Letter: ...
    def act(self, asked: Asked, /) -> Iterable[Effect]: ...
    def remind(self, asked: Asked, /) -> Iterable[Reminder]: ...


class Base:
    """The product: its checks, its words, its gates' rules."""

    name = "base"

    def read(self, table: Table, sheet: Sheet, /) -> Read:
        checked = _checked(
            f"{sheet.name}.csv", sheet.content, tuple(table.files.items()), sheet.region
        )
        return Read(
            flags=tuple(_flags(checked.findings, sheet.content)),
            units={(one.sku, one.tier, one.month): one.units for one in checked.lines},
        )

    def hear(self, mail: AttackedMail, /) -> Answer:
        return _heard(mail.ask, mail.mail)

    def word(self, request: DraftRequest, /) -> Letter:
        return Letter(to=request.to_name, text=BuiltIn().draft(request).text)

    def act(self, asked: Asked, /) -> Iterable[Effect]:
        """Once, when it can't be taken back any more, on the content that was approved."""
        now = asked.now
        if not asked.passed or now.closed_at is None:
            return
        by = frozenset(answer.seat for answer in now.answers)
        at = now.closed_at + asked.held
        yield Effect(request=asked.id, brief=now.brief, at=at, approved_by=by)

    def remind(self, asked: Asked, /) -> Iterable[Reminder]:
        for number in sorted(asked.reminders):
            yield Reminder(request=asked.id, number=number)


_HEARD: dict[str, Answer] = {}


def _heard(ask: Ask, mail: ReplyMail) -> Answer:
    """The same mail is read once, whoever plays."""
    key = f"{ask}/{mail}"
    if key not in _HEARD:
        _HEARD[key] = read_answer(ask, mail)
    return _HEARD[key]


@lru_cache(maxsize=256)
def _checked(name: str, content: bytes, files: tuple[tuple[str, str], ...], region: str) -> Checked:
    return read_and_check(name, content, dict(files), region)


def _flags(findings: Iterable[Finding], content: bytes) -> Iterator[Flag]:
    """One a rule, with every number it is about, also where only a cell is named."""
    rows = list(csv.reader(io.StringIO(content.decode())))
    of: dict[str, set[Key]] = {}
    for found in findings:
        keys = of.setdefault(found.rule, set())
        keys |= {*found.keys}
        if not found.keys and found.source is not None and 1 < found.source.row <= len(rows):
            keys.add(_key(rows[found.source.row - 1]))
    yield from (Flag(rule=rule, keys=frozenset(keys)) for rule, keys in of.items())


def _key(row: list[str]) -> Key:
    said = dict(zip(HEADER, row, strict=True))
    return said["SKU"], said["Tier"], date.fromisoformat(f"{said['Month']}-01")
