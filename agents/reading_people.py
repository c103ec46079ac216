"""People named in a mail: only those of the directory can be understood."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from agents.reading_values import Colleague


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Words that name somebody, and everybody they may mean."""

    text: str
    start: int
    who: tuple[Colleague, ...]


def people_in(text: str, people: Iterable[Colleague]) -> list[Named]:
    """Directory people named by full name, first name or family name, left to right.

    >>> tomas = Colleague(key="tomas", name="Tomas Lind")
    >>> [named.text for named in people_in("Please ask Tomas instead", [tomas])]
    ['Tomas']
    """
    meant: dict[str, set[Colleague]] = {}
    for person in people:
        parts = person.name.split()
        for words in {person.name, parts[0], parts[-1]}:
            meant.setdefault(words.lower(), set()).add(person)
    if not meant:
        return []
    names = "|".join(re.escape(words) for words in sorted(meant, key=len, reverse=True))
    return [
        Named(
            text=match.group(),
            start=match.start(),
            who=tuple(sorted(meant[match.group().lower()], key=lambda person: person.key)),
        )
        for match in re.finditer(rf"(?<!\w)(?:{names})(?!\w)", text, re.IGNORECASE)
    ]
