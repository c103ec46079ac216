"""What each page says about itself: read from `docs/reference/pages.md`, once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from markupsafe import Markup, escape

from api.tongue import gettext

DOC = Path(__file__).parent.parent / "docs" / "reference" / "pages.md"
TITLES: Mapping[str, str] = MappingProxyType(
    {
        "inbox": "Inbox",
        "requests": "Decision",
        "search": "Search",
        "cycle": "Cycle",
        "cycles": "Cycles",
        "inputs": "Inputs",
        "demand": "Demand",
        "numbers": "Number",
        "plan": "Plan",
        "actions": "Actions",
        "imports": "Imports",
        "people": "People",
        "replies": "Replies to read",
        "wordings": "Wordings",
        "process": "Process",
        "ledger": "Ledger",
        "hooks": "Other systems",
        "playbook": "Playbook",
        "evals": "Evaluations",
        "account": "Your account",
        "calendar": "Calendar",
        "captured_mail": "Captured mail",
    }
)
"""The folder a page's template is in, and the section that speaks of it."""
_CODE = re.compile(r"`([^`]+)`")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One page's help, in English as it is written there."""

    key: str
    title: str
    says: str
    how: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpView:
    """The same as its reader sees it."""

    key: str
    title: str
    says: Markup
    how: tuple[Markup, ...]


@cache
def sections() -> Mapping[str, Section]:
    parts = re.split(r"^## ", DOC.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    written = {title.strip(): body for title, _, body in (part.partition("\n") for part in parts)}
    return {key: _section(key, title, written[title]) for key, title in TITLES.items()}


def _section(key: str, title: str, body: str) -> Section:
    lines = [line.strip() for line in body.splitlines() if line.strip()]
    how = tuple(line.removeprefix("- ") for line in lines if line.startswith("- "))
    (says,) = (line for line in lines if not line.startswith("- "))
    return Section(key=key, title=title, says=says, how=how)


def sentences() -> list[str]:
    """All that is to be translated."""
    return [text for one in sections().values() for text in (one.title, one.says, *one.how)]


def help_of(template: str) -> HelpView | None:
    """The help of a page by its template; None on the page that has all of it."""
    found = sections().get(template.partition("/")[0])
    return _drawn(found) if found else None


def every_help() -> tuple[HelpView, ...]:
    return tuple(_drawn(one) for one in sections().values())


def _drawn(one: Section) -> HelpView:
    return HelpView(
        key=one.key,
        title=gettext(one.title),
        says=_marked(gettext(one.says)),
        how=tuple(_marked(gettext(line)) for line in one.how),
    )


def _marked(text: str) -> Markup:
    """Escaped, with what stands between backticks as code."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(text))))  # noqa: S704 escaped before
