"""What a node is handed: sessions, the clock, language, letters' tools, and heavy work apart."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar

from sqlalchemy.orm import Session

from agents.ask import Language
from mail.render import Renderer
from planning.spreading import Spread, in_order

T = TypeVar("T")


class WorkFailed(Exception):
    """The work could not be finished."""

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail)
        self.detail = detail

    def __str__(self) -> str:
        message = " ".join((type(self).__doc__ or "").split())
        return f"{message} ({self.detail})" if self.detail else message


Hear = Callable[[str, str, int, int], None]
"""Is told how far work is: the stage, what of it is begun, how many are done, of how many."""


class Apart(Protocol):
    """Runs a plain function in a child process with limits, and gives its result back.

    Raises what the work raised, or a `WorkFailed`. Where somebody hears, the work is handed one
    argument more, to say how far it is (`planning.telling.Tell`).
    """

    def __call__(self, work: Callable[..., T], *args: Any, hear: Hear | None = None) -> T: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """Arrives in every node as `runtime.context`; wired in `runtime/office.py`."""

    sessions: Callable[[int], AbstractContextManager[Session]]
    """A transaction of one company; commits when the block ends."""
    now: Callable[[], datetime]
    defer: Callable[[Session, str, int], None]
    """Queue the case's next step in the session's own transaction."""
    deliver: Callable[[Session, int, int], None]
    """Queue one attempt to deliver an effect, in the session's own transaction."""
    reached: Callable[[str], None]
    """Names a point in the work, so that failure tests can stop the process there."""
    language: Callable[[], Language]
    tuned: Callable[[str], Language] | None = None
    """The language as a case's playbook has it; without it every case has the usual one."""
    renderer: Renderer
    reply_token: Callable[[str, str], str]
    """The token of a person's answers to a case, by the case's id and the person's key."""
    link_token: Callable[[str], str]
    """What opens the page a letter's nonce stands for."""
    mail_domain: str
    mail_decides: bool
    """Whether a mail can be vouched for at all, and so answer a request of a low tier."""
    apart: Apart
    spread: Spread = in_order
    """Handed to heavy work that has many like pieces; it is pickled with it."""

    def speaking(self, case_id: str) -> Language:
        """What words the case's letters and reads its replies."""
        return self.language() if self.tuned is None else self.tuned(case_id)
