"""An action a decision sets off, before anybody has been asked: owner, day and what closes it."""

from dataclasses import dataclass
from datetime import date

from gates.evidence import DoneWhen


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedAction:
    key: str
    """Unique among the actions of one option."""
    title: str
    deliverable: str
    owner: str
    """Key of a person."""
    due: date
    """A working day."""
    depends_on: tuple[str, ...] = ()
    done_when: DoneWhen
    commits: str
    """What the company binds itself to when this is done."""
