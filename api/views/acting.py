"""What an action's owner may say on its page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    key: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActingForm:
    """`typed` is what came, where it has to be corrected; `opened` the part it came from."""

    action: str
    answer_id: str
    closes_by: str
    """What closes the action, in words."""
    wants_number: bool
    wants_day: bool
    wants_file: bool
    at_work: bool
    """Whether it has begun: then there is nothing to begin."""
    soonest: date
    """The first day it can be moved to."""
    people: tuple[Person, ...]
    opened: str = ""
    wrong: str = ""
    typed: Mapping[str, str] = field(default_factory=dict[str, str])
