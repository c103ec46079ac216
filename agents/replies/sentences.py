"""Where sentences end in mails of four languages: not behind "ca.", "Stk." or "3." August."""

import re

from agents.replies.signs import folded

_SHORT = "ca no nr stk tsd mio st z.b s.o p.o approx sem jul aug sept num ref pcs cs mr mrs ms hr fr sra sr mme dr"
_MONTH = "jan|feb|mar|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz]"
_STOP = re.compile(
    "[!?;]+|\\n+|"
    + "".join(rf"(?<!\b{re.escape(word)})" for word in _SHORT.split())
    + rf"(?<!\d)\.+(?=\s|$)|(?<=\d)\.(?=\s+(?!{_MONTH})[a-z¿¡]|\s*$|\s*\n)"
)


def sentences_of(text: str) -> list[tuple[int, int]]:
    """Where the sentences stand; the mark that ends one belongs to it."""
    ends = [match.end() for match in _STOP.finditer(folded(text))]
    spans: list[tuple[int, int]] = []
    start = 0
    for end in [*ends, len(text)]:
        if text[start:end].strip(" .\n"):
            spans.append((start, end))
        start = end
    return spans
