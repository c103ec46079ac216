"""Replies that wait for somebody to read them, and one with the form that says what it means."""

from dataclasses import dataclass
from datetime import datetime

from api.views.people import Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyLine:
    href: str
    who: str
    subject: str
    at: datetime
    understood: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RepliesView:
    lines: tuple[ReplyLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingFormView:
    """As our reader filled it in, or as it was typed and refused."""

    action: str
    intents: tuple[Choice, ...]
    people: tuple[Choice, ...]
    quantity: str
    unit: str
    when: str
    reason: str
    unchanged: bool
    of_forecast: bool
    wrong: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyView:
    line: ReplyLine
    about_href: str
    text: str
    understood: tuple[str, ...]
    settled_by: str
    """Who said what it means; nobody yet where it is empty."""
    form: ReadingFormView | None
    """For whoever may say it, while nobody did."""
    message: str
    late: bool
    """It came once the baseline was frozen, so it doesn't count by itself."""
