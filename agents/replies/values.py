"""An ask, a mail that answers it, and the typed answer, as values."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class AnswerIntent(StrEnum):
    PROVIDES_VALUE = "provides_value"
    PARTIAL = "partial"
    CONFIRMS_DONE = "confirms_done"
    DECLINES = "declines"
    DELEGATES = "delegates"
    OUT_OF_OFFICE = "out_of_office"
    ASKS_QUESTION = "asks_question"
    UNRELATED = "unrelated"
    SUSPICIOUS = "suspicious"


FOR_A_PERSON = {AnswerIntent.ASKS_QUESTION, AnswerIntent.UNRELATED, AnswerIntent.SUSPICIOUS}
"""Whatever says this is looked at by somebody, however sure the reading is."""

GIVES_NUMBER = {AnswerIntent.PROVIDES_VALUE, AnswerIntent.PARTIAL, AnswerIntent.CONFIRMS_DONE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Somebody of the directory an answer may name."""

    name: str
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What was asked, as far as it is known; every part may be missing."""

    text: str = ""
    items: tuple[str, ...] = ()
    """Names and codes of what was asked for: their digits are no quantities."""
    planned: Decimal | None = None
    planned_is_least: bool = False
    """More than `planned` will do as well."""
    any_number: bool = False
    """Whatever number is signed will do: there is no plan to hold it against."""
    unit: str = ""
    references: tuple[str, ...] = ()
    owner: str = ""
    people: tuple[Contact, ...] = ()
    wants_value: bool = False
    """A number was asked for, rather than a yes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyMail:
    """One answer: the sender's own words, everything that came with them, and when."""

    words: str
    everything: str = ""
    subject: str = ""
    received: dt.date
    date_known: bool = True
    automatic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a mail says. `when` is a week (2026-W31), a day or a month."""

    intent: AnswerIntent
    accepted: bool = False
    confidence: float = 0.0
    quantity: Decimal | None = None
    unit: str | None = None
    when: str | None = None
    rest_when: str | None = None
    delegate: str | None = None
    reference: str | None = None
    reason: str | None = None
    """The sender's own reason."""
    doubts: tuple[str, ...] = ()
    """Why a person should look, in plain words."""
