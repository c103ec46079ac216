"""Other systems: who is told what, and which posts arrived."""

from dataclasses import dataclass
from datetime import datetime

from api.views.frame import State


@dataclass(frozen=True, slots=True, kw_only=True)
class HookLine:
    number: int
    address: str
    """Without what follows a question mark, which may be a password."""
    told: str
    state: State
    since: datetime
    ended: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PostLine:
    event: str
    about: str
    number: int
    """Of the subscription."""
    state: State
    at: datetime
    attempts: int
    problem: str
    resend: str
    """Where the reader may post to have it sent again; empty where there is nothing to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HooksView:
    hooks: tuple[HookLine, ...]
    posts: tuple[PostLine, ...]
    summary: str
    message: str = ""
