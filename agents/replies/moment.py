"""A week, a day or a month a mail speaks of, and how it is told on."""

import datetime as dt
import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A week, day or month a mail speaks of; `value` is how it is told on."""

    text: str
    start: int
    end: int
    value: str
    first: dt.date
    last: dt.date
    bare_day: bool = False
    """Only a day of the month: "the 31st"."""
    weekday: int | None = None
    """Only a day of the week, as a number."""
    doubtful: bool = False
    """People read it in more than one way."""


def week_name(day: dt.date) -> str:
    """The ISO week of a day.

    >>> week_name(dt.date(2026, 7, 27))
    '2026-W31'
    """
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def moment_at(
    match: re.Match[str], first: dt.date, last: dt.date, *, doubtful: bool = False
) -> Moment:
    return Moment(
        text=match.group().strip(),
        start=match.start(),
        end=match.end(),
        value=first.isoformat() if first == last else week_name(first),
        first=first,
        last=last,
        doubtful=doubtful,
    )
