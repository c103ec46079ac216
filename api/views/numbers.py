"""One number of every option, taken apart down to the rows it was read from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    says: str
    href: str = ""
    """Where it can be looked up; empty where no page shows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    says: str
    value: str
    share: str
    """Of the whole, percent; empty where that says nothing."""
    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenApart:
    """The number of one option."""

    option: str
    value: str
    same: bool
    """Whether the option stands in the brief as it is kept."""
    parts: tuple[PartView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeLine:
    """One option over all demand draws."""

    option: str
    low: str
    middle: str
    high: str
    best_in: str
    ahead_in: str
    """Empty for the first option."""
    drivers: str
    """The items whose demand moves its margin most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeView:
    says: str
    """What was drawn, how often, and from what."""
    first: str
    """The option that the others are held against."""
    lines: tuple[RangeLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberView:
    label: str
    unit: str
    definition: str
    formula: str
    back: str
    """The request it was asked from."""
    about: str
    options: tuple[TakenApart, ...]
    range: RangeView | None = None
