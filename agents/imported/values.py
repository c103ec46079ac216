"""What a list or notes from elsewhere propose, before any person has looked at it."""

from dataclasses import dataclass
from datetime import date

TITLE_MOST_CHARS = 200
WORDS_MOST_CHARS = 1_000
PROPOSALS_MOST = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPerson:
    """Somebody an action may be given to; who isn't known is named in a problem instead."""

    key: str
    name: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """One action as it was understood. `problems` say what wasn't, in words."""

    source: str
    """The cell or the line it was read from."""
    words: str
    """As it stands there."""
    title: str
    owner: str | None
    """Key of a person."""
    due: date | None
    finished: bool = False
    """The list itself says that it is done."""
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    proposed: tuple[Proposed, ...]
    left_out: int
    """Rows or lines in which no action was seen."""
