"""What a model's wording must pass before a person sees it; anything else gets the template."""

import re

from agents.reading_lexicon import STOPWORDS
from agents.reading_numbers import written_out
from agents.reading_suspicion import visible
from agents.wording import DraftRequest, slots_in
from agents.wording_texts import TEXTS

_SLOT = re.compile(r"\{\{[A-Z_]+\}\}")
_BRACKETS = re.compile(r"[\[\]{}<>|`]")
_LINK = re.compile(r"\w:/|\bwww\b|@|\w\.[^\W\d_]{2}|\bdot com\b|\bmailto\b", re.IGNORECASE)
"""A dot inside a word is an address, whatever the domain; "z.B." is not."""
_NAME = re.compile(r"(?<=[^\W\d_] |[,;] )[A-ZÀ-Ý][a-zà-ÿ]+")
_FULL_NAME = re.compile(r"(?<=[^\W\d_] )([A-ZÀ-Ý][a-zà-ÿ]+)[ -]([A-ZÀ-Ý][a-zà-ÿ]+)\b")
_PROMISES = re.compile(
    r"\b(?:approved?|guarantee\w*|decided to|genehmigt|freigegeben|garantier\w*)\b", re.IGNORECASE
)
_HARMLESS = {"I", "English", "German", "Monday", "Friday"}
LONGEST_CHARS, SHORTEST_CHARS = 900, 30


def faults(text: str, template: str, request: DraftRequest) -> tuple[str, ...]:
    """Why a wording may not be used; empty when it may."""
    slots, given = set(slots_in(template)), set(slots_in(text))
    bare = _SLOT.sub(" ", text)
    checks = {
        "another language": _in_another_language(bare, request.locale),
        "a slot that does not exist": given - slots,
        "a fact is missing": slots - given,
        "invisible characters": visible(text) != text,
        "a number outside the facts": _has_number(bare, request.locale),
        "brackets": _BRACKETS.search(bare),
        "a link or an address": _LINK.search(bare),
        "a promise or a decision": _PROMISES.search(bare),
        "a name that does not belong": _unknown_names(bare, template, request),
        "too long or too short": not SHORTEST_CHARS <= len(text) <= LONGEST_CHARS,
    }
    return tuple(fault for fault, found in checks.items() if found)


def promises_or_links(text: str, facts: tuple[str, ...]) -> bool:
    """Whether a finished letter holds a link, an address or a promise that no fact gave it."""
    bare = text
    for fact in sorted(facts, key=len, reverse=True):
        bare = bare.replace(fact, " ")
    return bool(_LINK.search(bare) or _PROMISES.search(bare))


def _has_number(bare: str, language: str) -> bool:
    """In digits, or written out in its own language or the first two: "one" is no number.

    Not in every one: "once", in English, is eleven in Spanish.
    """
    in_words = (written_out(bare, one, least=2) for one in {"en", "de", language} & set(TEXTS))
    return bool(re.search(r"\d", bare)) or any(in_words)


def _in_another_language(bare: str, language: str) -> bool:
    """Whether it has more small words of another language than of its own."""
    words = re.findall(r"[^\W\d_]+", bare.lower())
    counts = {code: sum(word in known for word in words) for code, known in STOPWORDS.items()}
    return max(counts.values()) > counts[language if language in TEXTS else "en"]


def _unknown_names(bare: str, template: str, request: DraftRequest) -> set[str]:
    """Directory names that were not given; in English, any other capitalised word inside a
    sentence too. German writes every noun that way: there, two in a row that are not ours.
    """
    allowed = {part for name in request.names for part in name.split()} | _HARMLESS
    known = {part for name in request.directory for part in name.split()}
    words = set(re.findall(r"[^\W\d_]+", bare))
    strangers = (words & known) - allowed
    if request.locale == "en":
        return strangers | (set(_NAME.findall(bare)) - allowed)
    ours = allowed | set(re.findall(r"[^\W\d_]+", template))
    return strangers | {name for pair in _FULL_NAME.findall(bare) for name in pair} - ours
