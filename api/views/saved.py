"""Filters of the inbox under a name, and the form that keeps the present one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MOST = 20
"""Views one person keeps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedView:
    id: int
    name: str
    href: str
    mine: bool
    by: str
    """Whose it is, where it is somebody else's."""
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedViews:
    views: Sequence[SavedView]
    said: Mapping[str, str]
    """The present filter as the address says it; empty where nothing is filtered."""
    may_save: bool


NO_VIEWS = SavedViews(views=(), said={}, may_save=False)
