"""What an action's owner may say on its page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    key: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRow:
    to: str = ""
    share: str = ""
    words: str = ""
    day: str = ""


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
    whole: str = ""
    """What the parts of a split have to add up to, where a number closes it."""
    last_day: date
    """No part may be due after it."""
    me: str
    """The owner's own key: they may keep a part."""
    may_split: bool = True
    offered_to: str = ""
    """Who has been asked to take it over, and may still answer."""
    opened: str = ""
    wrong: str = ""
    typed: Mapping[str, str] = field(default_factory=dict[str, str])
    rows: tuple[PartRow, ...] = ()
    """The parts of a split, as typed or empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferForm:
    """For whom an action is offered to: yes, or no."""

    action: str
    answer_id: str
    giver: str
    reason: str
    answer_by: str
