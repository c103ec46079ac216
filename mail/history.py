"""Leaves only what the sender wrote: our delimiter first, then quoted history, then signatures."""

import re

from mailparser_reply import EmailReplyParser

from mail.labels import REPLY_ABOVE

_LANGUAGES = ["en", "de", "es", "fr", "it", "nl", "pl", "sv", "da"]
_LONGEST = 20_000
_LIBRARY_TAKES = 4_000  # its patterns take quadratic time
_DELIMITER = re.compile(
    "|".join(rf"[>\s]*{re.escape(words.strip('— '))}" for words in REPLY_ABOVE.values())
)
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
