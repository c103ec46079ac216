"""What must hold for each person of a company directory."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from planning.company import Person

LANGUAGES = ("en", "de", "es", "fr")
"""Those that letters are written in; `mail.labels` has the words, a test holds them equal."""


def broken_person(person: Person, zones: AbstractSet[str]) -> Iterator[tuple[str, str]]:
    """Each column that can't stand as it is, and what to write."""
    if person.timezone not in zones:
        yield "timezone", "no such zone; write one like Europe/Paris"
    if person.language is not None and person.language not in LANGUAGES:
        yield "language", f"write one of {', '.join(LANGUAGES)}, or nothing"
    if "@" not in person.email:
        yield "email", "write a mail address"
