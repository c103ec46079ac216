"""One version of an input: who sent it, when, and every number that is other than before."""

from dataclasses import dataclass
from datetime import datetime

from api.views.frame import State


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveRow:
    product: str
    tier: str
    month: str
    before: str
    after: str
    units: str
    eur: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLink:
    version: int
    href: str
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionView:
    path: str
    back: str
    title: str
    owner: str
    version: int
    sender: str
    at: datetime
    way: str
    state: State
    cut_off: State
    due_at: datetime
    file: str
    sha256: str
    against: str
    """What it is compared with."""
    made_by: tuple[str, ...]
    """What of it somebody said beyond the file: cells corrected, a layout confirmed."""
    summary: str
    moves: tuple[MoveRow, ...]
    more: int
    others: tuple[VersionLink, ...]
