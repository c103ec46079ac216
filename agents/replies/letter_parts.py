"""The words of a mail that can mean something: without greeting, closing, signature, disclaimer."""

import re

from agents.reading_suspicion import visible
from agents.replies.letter_patterns import BANNER, CLOSING, DISCLAIMER, GREETING, POLITE
from agents.replies.signs import folded
from agents.replies.tables import spelled_out

_LONGEST = 2_500
_SIGNATURE_LINES = 14


def own_words(text: str) -> str:
    """What the sender says, with tables as words; letter case and accents kept."""
    clean = spelled_out(visible(text).replace("\r\n", "\n")[:_LONGEST])
    lines = [line for line in clean.split("\n") if not BANNER.match(folded(line))]
    kept: list[str] = []
    for number, line in enumerate(lines):
        low = folded(line)
        if DISCLAIMER.match(low):
            break
        rest = [later for later in lines[number + 1 :] if later.strip()]
        closes = CLOSING.match(low) and any(words.strip() for words in kept)
        if closes and len(rest) <= _SIGNATURE_LINES:
            kept += _postscript(lines[number + 1 :])
            break
        kept.append(line)
    body = "\n".join(kept).strip()
    return _without_formulas(body[_greeting_end(body) :]).strip()


def _without_formulas(body: str) -> str:
    """Without thanks, hopes and offers to help, which say nothing and sound like something."""
    kept, end = "", 0
    for formula in POLITE.finditer(folded(body)):
        kept += body[end : formula.start()]
        end = formula.end()
    return kept + body[end:]


def _greeting_end(body: str) -> int:
    found = GREETING.match(folded(body))
    return found.end() if found else 0


def _postscript(lines: list[str]) -> list[str]:
    for number, line in enumerate(lines):
        if re.match(r"\s*p\.?\s?s\.?\b", line, re.IGNORECASE):
            return lines[number : number + 3]
    return []
