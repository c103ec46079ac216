"""Reads headers of mail from strangers: whatever the parser does, a caller gets words or a note."""

import re
from binascii import Error as Base64Broken
from contextlib import suppress
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses

PARSER_BREAKS = (
    MessageError,
    LookupError,  # KeyError, IndexError, unknown charsets
    AttributeError,
    ValueError,  # UnicodeError included
    TypeError,
    AssertionError,
    RecursionError,
    Base64Broken,
    OverflowError,
)
"""What the standard library is known to raise on hostile mail. Fuzzing keeps the list honest."""

RECIPIENT_HEADERS = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To")
MANY = 50
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f\ud800-\udfff]+")
_AUTO_PRECEDENCE = {"bulk", "list", "junk", "auto_reply"}


def words_of(message: Message, name: str) -> tuple[str, ...]:
    """Every value of a header, decoded; a value that cannot be decoded is shown raw."""
    wanted = name.lower()
    raw = [str(value) for key, value in message.raw_items() if key.lower() == wanted]
    return tuple(_decoded(value) for value in raw[:MANY])


def raw_words_of(message: Message, name: str) -> tuple[str, ...]:
    """Every value of a header exactly as it came; none at all where there are very many."""
    wanted = name.lower()
    raw = [str(value) for key, value in message.raw_items() if key.lower() == wanted]
    return tuple(raw) if len(raw) <= MANY else ()


def word_of(message: Message, name: str) -> str:
    """The first value of a header, or an empty string."""
    return next(iter(words_of(message, name)), "")


def addresses_of(message: Message, *names: str) -> tuple[str, ...]:
    """The addresses in some headers, lower case, in order, without their display names."""
    values = [value for name in names for value in words_of(message, name)]
    try:
        pairs = getaddresses(values)
    except PARSER_BREAKS:
        return ()
    return tuple(spec.strip().lower() for _, spec in pairs if "@" in spec)


def automatic(message: Message) -> str:
    """Why a message was sent by a machine (RFC 3834 and its relatives), or an empty string."""
    submitted = word_of(message, "Auto-Submitted").partition(";")[0].strip().lower()
    if submitted and submitted != "no":
        return f"Auto-Submitted: {submitted}"
    precedence = word_of(message, "Precedence").strip().lower()
    if precedence in _AUTO_PRECEDENCE:
        return f"Precedence: {precedence}"
    if any(value.strip() == "<>" for value in words_of(message, "Return-Path")):
        return "null return path"
    for name in ("X-Autoreply", "X-Autorespond", "X-Auto-Reply", "List-Id", "X-Failed-Recipients"):
        if word_of(message, name):
            return name
    return ""


def _decoded(value: str) -> str:
    flat = value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    with suppress(*PARSER_BREAKS):
        flat = str(make_header(decode_header(flat)))
    return _CONTROL.sub(" ", flat)[:2000].strip()
