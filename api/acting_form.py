"""An owner's answer as it was typed, and as it is meant."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated
from uuid import UUID

from fastapi import Form, UploadFile
from pydantic import BaseModel, Field

from gates.errors import Refusal
from gates.splitting import PARTS_MOST, Part
from runtime.acted import Acted, Doing, SentFile
from runtime.sent_files import own_name

LARGEST = Decimal(10) ** 12
DECIMALS = 6


class NoSuchNumber(Refusal):
    """Write the number in digits, such as 46000 or 46000.5."""


class NoSuchDay(Refusal):
    """Write the day as 2026-11-30."""


class TypedAnswer(BaseModel):
    doing: Doing
    answer_id: UUID
    day: str = ""
    quantity: str = ""
    to: str = ""
    reason: str = ""
    part_to: list[str] = Field(default_factory=list[str])
    part_share: list[str] = Field(default_factory=list[str])
    part_words: list[str] = Field(default_factory=list[str])
    part_day: list[str] = Field(default_factory=list[str])

    def rows(self) -> tuple[tuple[str, str, str, str], ...]:
        """Who, how much, which and when of each part, as typed."""
        columns = (self.part_to, self.part_share, self.part_words, self.part_day)
        longest = min(max(map(len, columns)), PARTS_MOST)
        to, share, words, day = ([*column, *[""] * longest] for column in columns)
        return tuple((to[n], share[n], words[n], day[n]) for n in range(longest))


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What came, to be shown again where it is refused."""

    answer: TypedAnswer
    file: SentFile | None = field(default=None)


def typed_answer(answer: Annotated[TypedAnswer, Form()], file: UploadFile | None = None) -> Typed:
    """A browser sends an empty file where none was chosen."""
    if file is None or not file.filename:
        return Typed(answer=answer)
    return Typed(
        answer=answer, file=SentFile(name=own_name(file.filename), content=file.file.read())
    )


def read_answer(typed: Typed) -> Acted:
    """Raises NoSuchNumber, NoSuchDay."""
    said = typed.answer
    return Acted(
        doing=said.doing,
        answer_id=said.answer_id,
        day=read_day(said.day),
        quantity=read_number(said.quantity),
        to=said.to.strip(),
        reason=said.reason,
        file=typed.file,
        parts=tuple(_part(*row) for row in said.rows() if any(one.strip() for one in row)),
    )


def _part(to: str, share: str, words: str, day: str) -> Part:
    due = read_day(day)
    if due is None:
        raise NoSuchDay
    return Part(to=to.strip(), due=due, share=read_number(share), words=words)


def read_day(text: str) -> date | None:
    """None where none was typed. Raises NoSuchDay."""
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise NoSuchDay from error


def read_number(text: str) -> Decimal | None:
    """None where none was typed. Raises NoSuchNumber."""
    bare = text.strip().replace(" ", "").replace("\u00a0", "")
    if not bare:
        return None
    try:
        number = Decimal(bare)
    except InvalidOperation as error:
        raise NoSuchNumber from error
    if not number.is_finite() or abs(number) > LARGEST or number != round(number, DECIMALS):
        raise NoSuchNumber
    return number
