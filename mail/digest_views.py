"""What a digest says: the letters it brings, and what waits for its reader."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from markupsafe import Markup

from mail.views import View


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestItem:
    question: str
    due: datetime
    stake: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inside:
    """What a letter says after its greeting: all of it, for a digest to show."""

    text: Markup
    html: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundled:
    """A letter that came in a digest instead of by itself."""

    subject: str
    inside: Inside
    reply_address: str | None
    """Where an answer to this one goes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest(View):
    """What could wait for one person's hour, and what waits for them."""

    template: ClassVar[str] = "digest"
    day: date
    letters: tuple[Bundled, ...]
    items: tuple[DigestItem, ...]


VIEWS: tuple[type[View], ...] = (Digest,)
