"""Deadlines as an iCalendar file (RFC 5545)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

BEFORE = timedelta(minutes=30)
"""A deadline is shown as the half hour that ends with it."""
AGAIN = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """`key` makes it the same entry when it moves."""

    key: str
    title: str
    due_at: datetime
    url: str


def as_ics(deadlines: Iterable[Deadline], *, name: str, domain: str, at: datetime) -> bytes:
    """`domain` makes the keys ours in calendars that many write to."""
    calendar = Calendar()
    calendar.add("prodid", "-//Sopwith//Deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", AGAIN, parameters={"value": "DURATION"})
    for deadline in deadlines:
        calendar.add_component(_event(deadline, domain, at))
    return bytes(calendar.to_ical())


def _event(deadline: Deadline, domain: str, at: datetime) -> Event:
    due = deadline.due_at.astimezone(UTC)
    event = Event()
    event.add("uid", f"{deadline.key}@{domain}")
    event.add("dtstamp", at.astimezone(UTC))
    event.add("dtstart", due - BEFORE)
    event.add("dtend", due)
    event.add("summary", deadline.title)
    event.add("url", deadline.url)
    event.add("description", deadline.url)
    event.add("transp", "TRANSPARENT")
    return event
