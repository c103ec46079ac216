"""What a change comes to in one line, part by part."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LinePart:
    """A part of the line, and the address of what it rests on."""

    text: str
    href: str
    bad: bool = False
