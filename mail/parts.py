"""The bodies and attachments of a mail, within limits."""

import re
from dataclasses import dataclass, field
from email.message import Message
from email.utils import collapse_rfc2231_value

from mail.headers import PARSER_BREAKS
from mail.plain import text_of_html

HIDES_TEXT = "the mail hides text from its reader"
_UNSAFE_NAME = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What we take from one mail."""

    message_bytes: int = 30_000_000
    parts: int = 60
    attachments: int = 10
    attachment_bytes: int = 20_000_000
    text_chars: int = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file as it came. `name` has no folders and no control characters."""

    name: str
    content: bytes
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    text: str
    is_plain: bool
    attachments: tuple[Attachment, ...]
    problems: tuple[str, ...]


@dataclass(slots=True)
class _Found:
    plain: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def read_parts(message: Message, limits: Limits) -> Parts:
    """Plain text if there is any, else the HTML as text; attachments; what was left out and why."""
    found = _Found()
    for number, part in enumerate(message.walk()):
        if number >= limits.parts:
            found.problems.append(f"more than {limits.parts} parts: the rest was not read")
            break
        if part.is_multipart():
            continue
        try:
            _take(part, found, limits)
        except PARSER_BREAKS as error:
            found.problems.append(f"part {number} is broken ({type(error).__name__})")
    if any(part.defects for part in [message]):
        found.problems.append("the message is not well formed")
    plain = "\n".join(found.plain).strip()
    text = plain or _from_html(found)
    return Parts(
        is_plain=bool(plain),
        text=text[: limits.text_chars],
        attachments=tuple(found.attachments),
        problems=tuple(found.problems),
    )


def _take(part: Message, found: _Found, limits: Limits) -> None:
    kind = part.get_content_type()
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return
    name = _name(part)
    attached = name or part.get_content_disposition() == "attachment"
    if not attached and kind in {"text/plain", "text/html"}:
        words = _decoded(content, part)[: limits.text_chars]
        (found.plain if kind == "text/plain" else found.html).append(words)
    elif len(found.attachments) >= limits.attachments:
        found.problems.append(f"attachment {name or kind} not taken: too many")
    elif len(content) > limits.attachment_bytes:
        found.problems.append(f"attachment {name or kind} not taken: too large")
    elif attached:
        found.attachments.append(Attachment(name=name or "unnamed", content=content, type=kind))


def _decoded(content: bytes, part: Message) -> str:
    charset = part.get_content_charset() or "utf-8"
    try:
        words = content.decode(charset)
    except (LookupError, ValueError):
        words = content.decode("utf-8", "replace")
    return words.replace("\x00", "")


def _name(part: Message) -> str:
    """The file's own name: last path piece, nothing invisible, at most 120 characters."""
    given = part.get_filename()
    words = collapse_rfc2231_value(given) if given else ""
    return _UNSAFE_NAME.sub("", words).replace("\\", "/").rsplit("/", 1)[-1].strip()[-120:]


def _from_html(found: _Found) -> str:
    words, hidden = text_of_html("\n".join(found.html))
    if hidden:
        found.problems.append(HIDES_TEXT)
    return words
