"""Facts as whole phrases: what wording puts into its slots."""

from datetime import date, datetime

from babel.dates import format_date

from mail.render import day as said_day
from mail.render import when


def moment(at: datetime, timezone: str, language: str = "en") -> str:
    """A moment as a person says it: “Fri 6 Nov, 17:00 CET”."""
    return when(at, timezone, language)


def day(on: date) -> str:
    return said_day(on, "en")


def month(first: date, language: str) -> str:
    """A month with its year, as it is called within a sentence.

    >>> month(date(2026, 11, 1), "en"), month(date(2026, 11, 1), "fr")
    ('November 2026', 'novembre 2026')
    """
    return format_date(first, "MMMM yyyy", locale=language)


def counted(number: int, noun: str) -> str:
    """A number with its noun.

    >>> counted(1, "row"), counted(3, "row")
    ('1 row', '3 rows')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def listed(names: list[str]) -> str:
    """Names in a sentence.

    >>> listed(["Nordics", "DACH", "Iberia"])
    'Nordics, DACH and Iberia'
    """
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
