"""Captured mail (development only): everything that would have left, and everything that came."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MailLine:
    href: str
    subject: str
    sender: str
    to: str
    at: datetime
    direction: str
    understood: str = ""
    """What was understood, on one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CapturedMailView:
    lines: tuple[MailLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OneMailView:
    line: MailLine
    text: str
    html_href: str
    """Address of the HTML part, served with its own policy; empty where there is none."""
    headers: tuple[tuple[str, str], ...]
    attachments: tuple[str, ...]
    understood: tuple[str, ...]
    """What a message that came in was read as; nothing for what was sent."""
