"""The words of four languages that tell what an answer wants, kept as patterns in `signs.toml`."""

import re
import tomllib
import unicodedata
from pathlib import Path

_KEPT = tomllib.loads((Path(__file__).parent / "signs.toml").read_text(encoding="utf-8"))


def folded(text: str) -> str:
    """The text in lower case without accents, letter for letter, so that places stay the same.

    >>> folded("Später, mañana, à bientôt")
    'spater, manana, a bientot'
    """
    plain = "".join(unicodedata.normalize("NFD", letter)[0] for letter in text)
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in plain)


def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in _KEPT[name]), re.MULTILINE)


AUTOMATIC_SUBJECT = _pattern("automatic_subject")
ABSENT = _pattern("absent")
HANDS_OVER = _pattern("hands_over")
REFUSES = _pattern("refuses")
PART = _pattern("part")
REST = _pattern("rest")
CONFIRMS = _pattern("confirms")
HEDGES = _pattern("hedges")
ASKS = _pattern("asks")
TURNS = _pattern("turns")
"""Words that can turn a statement round; a commitment beside them is for a person to read."""
UNDONE = _pattern("undone")
"""What sounds like a confirmation and is none: "not confirmed", "will confirm"."""
SMALL_TALK = _pattern("small_talk")
EARLIEST = _pattern("earliest")
NEGATES = _pattern("negates")
NO_OBJECTION = _pattern("no_objection")
"""Denials that agree: "nothing against it"."""
ACKNOWLEDGES = _pattern("acknowledges")
"""The whole of a mail that says no more than that it arrived."""
BECAUSE = _pattern("because")
FIRM = _pattern("firm")
"""A yes that leaves no doubt which it is."""
REVIEWS = _pattern("reviews")
TOUCHY = _pattern("touchy")
"""Money and access, which no answer is about."""
LINKS = _pattern("links")
CONDITION = re.compile(
    r"(?:^|[\s,;(])(?:si|s'il|wenn|falls|if|once|sobald|cuando|quand|dès que|en cuanto)\s+\w",
    re.IGNORECASE,
)
"""In the words as they stand: “sí” is a yes, “si” is none."""
