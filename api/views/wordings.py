"""Wordings a model offered for our letters, beside our own texts."""

from dataclasses import dataclass
from datetime import datetime

from api.views.frame import State


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingView:
    wording_id: int
    letter: str
    """Which of our letters, in which language and tone."""
    language: str
    """As a tag, for who hears it read."""
    ours: tuple[str, ...]
    offered: tuple[str, ...]
    """Both as paragraphs of the letter it was offered for."""
    model: str
    at: datetime
    state: State
    settled_by: str
    may_take: bool
    may_leave: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingsView:
    waiting: tuple[WordingView, ...]
    settled: tuple[WordingView, ...]
    message: str
