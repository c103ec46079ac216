"""Leaves only what the sender wrote: our delimiter first, then quoted history, then signatures."""

import re

from mailparser_reply import EmailReplyParser

from mail.labels import REPLY_ABOVE

_LANGUAGES = ["en", "de", "es", "fr", "it", "nl", "pl", "sv", "da"]
_LONGEST = 20_000
_LIBRARY_TAKES = 4_000  # its patterns take quadratic time
_DELIMITER = re.compile("|".join(rf"[>\s]*{re.escape(words.strip('— '))}" for words in REPLY_ABOVE))
_HISTORY = re.compile(
    r"^\s*(?:>|-{2,}\s*(?:original|forwarded|ursprüngliche|weitergeleitete|mensaje|message d)"
    r"|_{10,}\s*$"
    r"|(?:on|am|el|le|den|dnia|op|il)\b.{6,160}"
    r"(?:wrote|schrieb|escribió|a écrit|napisał|skrev|schreef|ha scritto).{0,80}:\s*$"
    r"|.{0,160}\bnapisał(?:\(a\))?:\s*$)",
    re.IGNORECASE,
)
_FROM_LINE = re.compile(r"^\s*\*?(?:from|von|de|da|van|od|från)\s*:\*?\s.*", re.IGNORECASE)
_FROM_NEXT = re.compile(
    r"^\s*\*?(?:sent|date|to|gesendet|datum|an|enviado|fecha|para|envoyé|à|subject|betreff)\s*:",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(
    r"^\s*(?:--\s*|(?:sent from my|gesendet von meinem|von meinem|enviado desde|envoyé de mon)\b.*"
    r"|(?:get|outlook für|obtener|obtenir) outlook\b.*)$",
    re.IGNORECASE,
)


def stripped(text: str) -> str:
    r"""The newest words of a mail body, without history and signature.

    >>> stripped("Done.\n\nOn Mon, 2 Nov 2026 at 09:00, Sopwith wrote:\n> Please confirm")
    'Done.'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")[:_LONGEST]
    lines = _above_delimiter(text.split("\n"))
    lines = _above_history(lines)
    own = "\n".join(line.rstrip() for line in lines).strip()
    return _library_view(own)


def _above_delimiter(lines: list[str]) -> list[str]:
    for number, line in enumerate(lines):
        if _DELIMITER.search(line):
            return lines[:number]
    return lines


def _above_history(lines: list[str]) -> list[str]:
    """Cuts at the first line of quoted history. Clients wrap the attribution over two lines."""
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else ""
        wrapped = f"{line} {following}".strip()
        attribution = _HISTORY.match(line) or (line.strip() and _HISTORY.match(wrapped))
        outlook = _FROM_LINE.match(line) and _FROM_NEXT.match(following)
        if attribution or outlook or _SIGNATURE.match(line):
            return lines[:number]
    return lines


def _library_view(own: str) -> str:
    """What mail-parser-reply would still cut. It may never leave nothing of a written mail."""
    if len(own) > _LIBRARY_TAKES:
        return own
    newest = EmailReplyParser(languages=list(_LANGUAGES)).read(own).replies
    body = newest[0].body.strip() if newest else ""
    return body or own


_GREETED = re.compile(r"^\W*(?:\w+\W+){0,3}\w*[,:!]\W*$")
_POINTS_DOWN = re.compile(
    r"(?:below|inline|in[- ]line|in red|unten|unter|untenstehend|abajo|debajo|ci-dessous|plus bas)"
    r"\W*(?:\n.*)?$",
    re.IGNORECASE,
)
_FEW_WORDS = 15


def own_words(text: str) -> str:
    r"""What the sender wrote, also where it stands under or between the quoted lines.

    >>> own_words("> Please confirm 12,000 cases\n\nConfirmed.")
    'Confirmed.'
    """
    above = stripped(text)
    points_down = len(above.split()) <= _FEW_WORDS and _POINTS_DOWN.search(above)
    if above and not _GREETED.match(above) and not points_down:
        return above
    lines = text.replace("\r\n", "\n").replace("\r", "\n")[:_LONGEST].split("\n")
    quoted = [number for number, line in enumerate(lines) if line.lstrip().startswith(">")]
    if not quoted:
        return above
    below = [line for line in lines[quoted[0] :] if not line.lstrip().startswith(">")]
    return _library_view(_until_history(below)) or above


def _until_history(lines: list[str]) -> str:
    kept = _above_history(lines)
    return "\n".join(line.rstrip() for line in kept).strip()
