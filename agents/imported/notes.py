"""Meeting notes as text: the lines in which somebody is to do something."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from agents.imported.parts import NO_DAY, attack_in, day_of, owners_in, plain_title
from agents.imported.values import WORDS_MOST_CHARS, KnownPerson, Proposed
from agents.reading_dates import days_in

_MARKED = re.compile(
    r"^\W*(?:action(?:\s+item)?|ai|ap|todo|to\s+do|task|next\s+step|massnahme|maßnahme|aufgabe"
    r"|accion|acción)\b\s*\d*\s*[:.)–-]|^\s*(?:[-*]\s*)?\[\s?\]|^\s*(?:→|->|=>)",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"^\s*(?:[-*]\s*)?\[[xX✓]\]|\b(?:done|erledigt|hecho)\s*[.!)]?\s*$", re.IGNORECASE
)
_TICKED = re.compile(r"^\s*(?:[-*]\s*)?\[[xX✓]\]")
_IS_TO = re.compile(
    r"\b(?:to|will|must|shall|should|needs?\s+to|takes?|confirms?|soll|muss|wird|bis|debe|va\s+a"
    r"|doit)\b",
    re.IGNORECASE,
)
_NAMED_FIRST = re.compile(r"^\W*(?:@\s*)?[^\W\d_][\w .'’-]{1,40}:")
_PRESENT = re.compile(
    r"^\W*(?:present|attendees|participants|apologies|absent|cc|anwesend|teilnehmer|presentes"
    r"|asistentes|présents)\b\s*:",
    re.IGNORECASE,
)
NO_OWNER, SEVERAL = "no owner is named", "it names several people"


def lines_in(text: str, people: Sequence[KnownPerson], today: date) -> Iterator[Proposed | None]:
    """Every line that isn't empty: what it proposes, or nothing where it asks nobody anything."""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            yield _line(number, line, people, today)


def _line(number: int, line: str, people: Sequence[KnownPerson], today: date) -> Proposed | None:
    if _PRESENT.search(line):
        return None
    marked, named = bool(_MARKED.search(line)), _named(line, people)
    finished = bool(_DONE.search(line))
    asks = bool(named) and bool(_NAMED_FIRST.search(line) or _IS_TO.search(line))
    title = plain_title(_TICKED.sub("", _MARKED.sub("", line, count=1), count=1))
    if not title or not (marked or asks or (finished and named)):
        return None
    due, no_due = day_of(line, today) if days_in(line, today) else (None, NO_DAY)
    no_owner = "" if len(named) == 1 else SEVERAL if named else NO_OWNER
    return Proposed(
        source=f"line {number}",
        words=line.strip()[:WORDS_MOST_CHARS],
        title=title,
        owner=named[0] if len(named) == 1 else None,
        due=due,
        finished=finished,
        problems=tuple(filter(None, (no_owner, no_due, attack_in(line)))),
    )


def _named(line: str, people: Sequence[KnownPerson]) -> tuple[str, ...]:
    """Whoever is named before what they are to do; where that is nobody, whoever is named."""
    for mark in (_NAMED_FIRST.search(line), _IS_TO.search(line)):
        before = owners_in(line[: mark.end()], people) if mark else ()
        if len(before) == 1:
            return before
    return owners_in(line, people)
