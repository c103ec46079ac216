"""Which versions of a brief there were: each has an address that goes on showing it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefVersion:
    number: int
    sha256: str
    at: datetime
    """Since when it was the one that stood."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionsView:
    shown: BriefVersion
    all: Sequence[BriefVersion]
    path: str

    @property
    def is_past(self) -> bool:
        return self.shown != self.all[-1]
