"""The parts of an imported action: whose, by when, what; and what speaks against each."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from agents.imported.values import TITLE_MOST_CHARS, KnownPerson
from agents.reading_dates import days_in
from agents.reading_suspicion import suspicions, visible
from planning.sheets.grid import Cell

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
SHORTEST_NAME = 3
NO_DAY, SEVERAL_DAYS = "no day is named", "it names several days"
PAST, ATTACK = "the day is past", "it reads like an instruction to a program"


def owners_in(text: str, people: Sequence[KnownPerson]) -> tuple[str, ...]:
    """Keys of whom the text names: by full name, address, or a part of the name only they have.

    >>> ines = KnownPerson(key="ines", name="Ines Moreau", email="ines@halden.example")
    >>> owners_in("Moreau to call the supplier", [ines]), owners_in("Somebody calls", [ines])
    (('ines',), ())
    """
    low = text.casefold()
    words = {word.casefold().removesuffix("'s").removesuffix("’s") for word in _WORD.findall(text)}
    full = [one.key for one in people if one.name.casefold() in low or one.email.casefold() in low]
    if full:
        return tuple(full)
    counts: dict[str, list[str]] = {}
    for one in people:
        for part in {one.key, *one.name.casefold().split()}:
            counts.setdefault(part, []).append(one.key)
    named = [
        keys[0]
        for part, keys in counts.items()
        if len(set(keys)) == 1 and len(part) >= SHORTEST_NAME and part in words
    ]
    return tuple(dict.fromkeys(named))


def owner_of(text: str, people: Sequence[KnownPerson]) -> tuple[str | None, str]:
    """Whose it is, or why nobody can say so."""
    if not text.strip():
        return None, "no owner is named"
    found = owners_in(text, people)
    if len(found) == 1:
        return found[0], ""
    said = " ".join(text.split())[:60]
    return None, f"“{said}” names several people" if found else f"nobody is known as “{said}”"


def day_of(cell: Cell, today: date) -> tuple[date | None, str]:
    """By when, or why that can't be told. A past day is kept and pointed out."""
    if isinstance(cell, datetime):
        return _held_against(cell.date(), today)
    if isinstance(cell, date):
        return _held_against(cell, today)
    text = "" if cell is None or isinstance(cell, bool) else str(cell)
    days = days_in(text, today)
    if not days:
        said = " ".join(text.split())[:40]
        return None, f"“{said}” is no day we understand" if said else NO_DAY
    if len({one.last for one in days}) > 1:
        return None, SEVERAL_DAYS
    if days[0].ambiguous:
        return None, f"“{' '.join(text.split())[:40]}” can be two days"
    return _held_against(days[0].last, today)


def _held_against(day: date, today: date) -> tuple[date, str]:
    return day, PAST if day < today else ""


def plain_title(text: str) -> str:
    """One visible line that no spreadsheet, mail or page could take for anything but words."""
    line = " ".join(visible(text).split()).lstrip("=+@-*•→> \t")
    return line if len(line) <= TITLE_MOST_CHARS else f"{line[: TITLE_MOST_CHARS - 1]}…"


def attack_in(text: str) -> str:
    return ATTACK if suspicions(text) else ""
