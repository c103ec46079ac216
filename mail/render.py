"""Turns a view into a letter: Jinja2 text and HTML, CSS inlined, nothing loaded from elsewhere."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import css_inline
from babel.dates import format_date, format_datetime
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from mail.labels import ABOVE, label
from mail.letter import Letter, one_line
from mail.views import View

TEMPLATES = Path(__file__).parent.parent / "templates" / "mail"
_SUBJECT = "Subject: "


class LinkUnsafe(ValueError):
    """A link in a mail must lead to a page of this system."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """Where a letter stands: its idempotency key, its thread, where an answer goes."""

    key: str
    thread_key: str
    reply_address: str | None = None
    in_reply_to: str | None = None


class Renderer:
    """Renders every letter with links below one configured base URL."""

    def __init__(self, *, base_url: str) -> None:
        self._base_url = base_url.rstrip("/")
        self._templates = _environment()
        self._inliner = css_inline.CSSInliner(load_remote_stylesheets=False, keep_at_rules=True)

    def render(self, view: View, *, answerable: bool) -> Rendered:
        """Subject, text and HTML of a view; `answerable` adds the line replies go above."""
        words = {
            "view": view,
            "answerable": answerable,
            "reply_above": label(ABOVE, view.reader.locale),
            "t": lambda phrase: label(phrase, view.reader.locale),
            "when": lambda moment: when(moment, view.reader.timezone, view.reader.locale),
            "day": lambda on: day(on, view.reader.locale),
            "link": self.link,
            "locale": view.reader.locale,
        }
        plain = self._templates.get_template(f"{view.template}.txt").render(words)
        first, _, body = plain.partition("\n")
        subject = one_line(first.removeprefix(_SUBJECT))
        html = self._templates.get_template(f"{view.template}.html").render(words, subject=subject)
        return Rendered(subject=subject, text=body.strip() + "\n", html=self._inliner.inline(html))

    def compose(self, view: View, post: Post) -> Letter:
        """The letter for a view's reader."""
        rendered = self.render(view, answerable=post.reply_address is not None)
        return Letter(
            key=post.key,
            to_name=view.reader.name,
            to_address=view.reader.address,
            subject=rendered.subject,
            text=rendered.text,
            html=rendered.html,
            thread_key=post.thread_key,
            reply_address=post.reply_address,
            in_reply_to=post.in_reply_to,
        )

    def link(self, path: str) -> str:
        """The absolute address of one of our pages. Raises LinkUnsafe for anything else."""
        if not path.startswith("/") or path.startswith("//") or not path.isprintable():
            raise LinkUnsafe
        return self._base_url + path


def when(moment: datetime, timezone: str, locale: str) -> str:
    """A moment as a person says it, with weekday and zone.

    >>> from datetime import UTC
    >>> when(datetime(2026, 11, 6, 16, 0, tzinfo=UTC), "Europe/Oslo", "en")
    'Fri 6 Nov, 17:00 CET'
    """
    local = moment.astimezone(ZoneInfo(timezone))
    pattern = "EEE d. MMM, HH:mm" if locale == "de" else "EEE d MMM, HH:mm"
    return f"{format_datetime(local, pattern, locale=locale)} {local.tzname()}"


def day(on: date, locale: str) -> str:
    """A day with its weekday.

    >>> day(date(2026, 11, 6), "en")
    'Fri 6 Nov 2026'
    """
    pattern = "EEE d. MMM yyyy" if locale == "de" else "EEE d MMM yyyy"
    return format_date(on, pattern, locale=locale)


@cache
def _environment() -> Environment:
    """The one of this process: a template is compiled once, whoever renders it."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=select_autoescape(["html"], default_for_string=False),
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_flat,
    )


def _flat(value: object) -> object:
    """A value keeps to its line, so that no text from outside can look like part of our letter."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return one_line(value, limit=2000)
    return value
