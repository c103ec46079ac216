"""What a model's wording must pass before a person sees it; anything else gets the template."""

import re

from agents.reading_numbers import numbers_in
from agents.reading_suspicion import visible
from agents.wording import DraftRequest, slots_in

_SLOT = re.compile(r"\{\{[A-Z_]+\}\}")
_BRACKETS = re.compile(r"[\[\]{}<>|`]")
_LINK = re.compile(r"https?:|www\.|@|\b[\w-]+\.(?:com|net|org|io|example)\b", re.IGNORECASE)
_NAME = re.compile(r"(?<=[a-zà-ÿ,;] )[A-ZÀ-Ý][a-zà-ÿ]+")
_PROMISES = re.compile(
    r"\b(?:approved?|guarantee\w*|decided to|genehmigt|freigegeben|garantier\w*)\b", re.IGNORECASE
)
_HARMLESS = {"I", "English", "German", "Monday", "Friday"}
LONGEST_CHARS, SHORTEST_CHARS = 900, 30


def faults(text: str, template: str, request: DraftRequest) -> tuple[str, ...]:
    """Why a wording may not be used; empty when it may."""
    found: list[str] = []
    slots = set(slots_in(template))
    given = set(slots_in(text))
    bare = _SLOT.sub(" ", text)
    if given - slots:
        found.append("a slot that does not exist")
    if slots - given:
        found.append("a fact is missing")
    if visible(text) != text:
        found.append("invisible characters")
    if re.search(r"\d", bare) or numbers_in(bare, request.locale):
        found.append("a number outside the facts")
    if _BRACKETS.search(bare):
        found.append("brackets")
    if _LINK.search(bare):
        found.append("a link or an address")
    if _PROMISES.search(bare):
        found.append("a promise or a decision")
    if _unknown_names(bare, request):
        found.append("a name that does not belong")
    if not SHORTEST_CHARS <= len(text) <= LONGEST_CHARS:
        found.append("too long or too short")
    return tuple(found)


def _unknown_names(bare: str, request: DraftRequest) -> set[str]:
    """Directory names that were not given; in English, any other capitalised word inside a
    sentence too (German writes every noun that way).
    """
    allowed = {part for name in request.names for part in name.split()} | _HARMLESS
    known = {part for name in request.directory for part in name.split()}
    words = set(re.findall(r"[^\W\d_]+", bare))
    strangers = (words & known) - allowed
    if request.locale == "en":
        strangers |= set(_NAME.findall(bare)) - allowed
    return strangers
