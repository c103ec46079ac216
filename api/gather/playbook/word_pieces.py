"""Two texts, word by word."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from api.views.playbook_words import Piece


def pieces(was: str, now: str) -> tuple[Piece, ...]:
    """What went and what came; nothing where they are the same.

    >>> [(one.kind, one.text) for one in pieces("Be plain and short.", "Be plain and warm.")]
    [('same', 'Be plain and '), ('gone', 'short.'), ('new', 'warm.')]
    >>> pieces("Same.", "Same.")
    ()
    """
    return () if was == now else tuple(_pieces(_words(was), _words(now)))


def _words(text: str) -> list[str]:
    """Each with the space behind it."""
    return re.findall(r"\S+\s*|\s+", text)


def _pieces(was: list[str], now: list[str]) -> Iterator[Piece]:
    found = SequenceMatcher(None, was, now, autojunk=False).get_opcodes()
    for how, a, b, c, d in found:
        if how == "equal":
            yield Piece(kind="same", text="".join(was[a:b]))
            continue
        if a < b:
            yield Piece(kind="gone", text="".join(was[a:b]))
        if c < d:
            yield Piece(kind="new", text="".join(now[c:d]))
