"""What lists from elsewhere propose, for who confirms or dismisses it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from api.views.acting import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalView:
    id: int
    source: str
    """The file, and the cell or line in it."""
    words: str
    title: str
    owner: str
    """A person's key; empty where nobody could be told."""
    due: str
    kind: str
    at_least: str
    problems: tuple[str, ...]
    finished: bool
    wrong: str = ""
    """Why it couldn't be confirmed as it was filled in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportsView:
    may_settle: bool
    waiting: int
    proposals: tuple[ProposalView, ...]
    people: tuple[Person, ...]
    kinds: Mapping[str, str] = field(default_factory=dict[str, str])
    formats: str = ""
    soonest: str = ""
    message: str = ""
