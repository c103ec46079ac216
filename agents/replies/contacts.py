"""Whom a mail names: people of the directory, or at least words that look like a name."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from agents.replies.signs import folded
from agents.replies.values import Contact

_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_STRANGER = re.compile(
    r"\b(?:[Aa]sk|[Cc]ontact|[Tt]o|[Ww]ith|[Cc]all|[Tt]ry|[Aa]ppele[rz]|[Aa]n|[Bb]ei|[Ff]rau|[Hh]errn?|[Mm]rs?\.?|[Mm]s\.?|[Aa]|[Cc]on|[Ss]ra?\.?|à|[Aa]vec|[Mm]me|M\.|[Vv]on|[Dd]e|[Cc]olleague|[Kk]olleg(?:e|in|en)|[Cc]ompañer[oa]|[Cc]ollègue)\s+"
    r"(?P<name>[A-ZÄÖÜÉÁÍÓÚÑ][\w'-]+(?:\s+(?:de\s+|van\s+|von\s+)?[A-ZÄÖÜÉÁÍÓÚÑ][\w'-]+){0,2})"
)
_TITLE = re.compile(r"^(?:Herrn?|Frau|Mrs?|Ms|Sra?|Señora?|Mme|Monsieur|Madame)\.?\s+")
_NO_NAMES = {
    "sie",
    "ihnen",
    "week",
    "kw",
    "po",
    "oat",
    "monday",
    "friday",
    "you",
    "me",
    "ihre",
    "die",
    "der",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentioned:
    """Words that name somebody; `who` is everybody of the directory they may mean."""

    text: str
    start: int
    end: int
    who: tuple[Contact, ...]


def mentioned_in(text: str, people: Iterable[Contact]) -> list[Mentioned]:
    """Directory people named by address, full name, first or family name, left to right.

    >>> ruth = Contact(name="Ruth Adeyemi", address="ruth.adeyemi@halden.example")
    >>> [m.text for m in mentioned_in("ask ruth.adeyemi@halden.example or Ruth", [ruth])]
    ['ruth.adeyemi@halden.example', 'Ruth']
    """
    low = folded(text)
    meant: dict[str, list[Contact]] = {}
    for person in people:
        parts = folded(person.name).split()
        words = {folded(person.name), *(parts[:1] + parts[-1:]), folded(person.address)}
        for word in words:
            if len(word) > 1 and person not in meant.setdefault(word, []):
                meant[word].append(person)
    if not meant:
        return []
    names = "|".join(re.escape(words) for words in sorted(meant, key=len, reverse=True))
    return [
        Mentioned(
            text=text[match.start() : match.end()],
            start=match.start(),
            end=match.end(),
            who=tuple(meant[match.group()]),
        )
        for match in re.finditer(rf"(?<![\w@.])(?:{names})(?![\w@])", low)
    ]


def stranger_in(text: str) -> str:
    """An address, or capitalised words after "ask", "an", "con"…, of somebody we don't know."""
    address = _ADDRESS.search(text)
    if address:
        return address.group()
    names = (_TITLE.sub("", found["name"]) for found in _STRANGER.finditer(text))
    return next((n for n in names if n and n.split()[0].lower() not in _NO_NAMES), "")
