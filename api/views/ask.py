"""A question about a request: what stands in it, and whom else one may ask."""

from dataclasses import dataclass, field
from uuid import UUID, uuid4


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One line of an answer."""

    says: str
    source: str
    href: str
    parts: tuple[str, ...] = ()
    """Of a number: its formula and what it is made of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    key: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskView:
    path: str
    about: str
    asked: str
    answers: tuple[Told, ...]
    people: tuple[Choice, ...]
    """Whom it can be passed to, who had a part in it first."""
    open: bool
    refused: str = ""
    question_id: UUID = field(default_factory=uuid4)
    """Of the form, so that sending it twice asks once."""
