"""A person's own calendar address."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarView:
    address: str
    """Empty where they have none."""
