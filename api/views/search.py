"""What was found, and where in each."""

from dataclasses import dataclass

from api.tongue import Say

SOURCES = {
    "brief": Say("the brief and its evidence"),
    "comment": Say("a comment"),
    "reason": Say("somebody’s reason"),
    "reply": Say("a reply by mail"),
    "seat": Say("who decides"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundLine:
    href: str
    question: str
    gate: str
    cycle: str
    state: str
    """How it closed, or until when it waits."""
    closed: bool
    where: str
    stake: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchView:
    query: str
    lines: tuple[FoundLine, ...]
    more: bool
    """There are more than are shown."""
