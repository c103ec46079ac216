"""The stretches of a mail that each tell a part of an action: who, how much, until when."""

import datetime as dt
import itertools
import re
from dataclasses import dataclass
from decimal import Decimal

from agents.reading_values import ReplyContext
from agents.replies.amounts import Amount
from agents.replies.case import day_meant, keys_of
from agents.replies.facts import Facts
from agents.replies.values import AnswerIntent

_SELF = re.compile(r"\b(?:me|myself|i|i'll|mine|ich|mir|mich|selbst|yo|mi|moi|moi-meme|je)\b")
_REST = re.compile(r"\b(?:rest|remainder|remaining|balance|resto|reste|solde)\b")
_HARD = re.compile(r"[;\n•]|[.!](?=\s|$)")
_SOFT = re.compile(r",(?!\d)|\b(?:and|und|y|et|plus|sowie)\b")
_FILLS = re.compile(
    r"\b(?:by|until|to|for|takes?|does|will|do|bis|zum|am|an|f[uü]r|macht?|mache|übernimmt"
    r"|hasta|para|antes|del|hace|lleva|pour|avant|au|d'ici|prend|fait)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of the words with what is said in it."""

    who: frozenset[str]
    """Keys of everybody it may mean."""
    is_named: bool
    is_rest: bool
    is_listed: bool
    """With a colon, as in “me: the north plant”."""
    is_doubtful: bool
    amounts: tuple[Amount, ...]
    days: tuple[dt.date, ...]
    words: str

    @property
    def counts(self) -> bool:
        """The sender's own name below a letter, or words around the parts, are no part."""
        is_self = bool(self.who) and not self.is_named
        told = bool(self.days or self.is_listed)
        return bool(self.amounts or self.is_rest or self.is_named or (is_self and told))

    @property
    def share(self) -> Decimal | None:
        return self.amounts[0].value if self.amounts else None


def pieces_of(facts: Facts, context: ReplyContext, begin: int) -> list[Piece]:
    """A line is one; one that names several people falls apart at commas and “and” too."""
    taken = [(m.start, m.end) for m in facts.moments] + [(a.start, a.end) for a in facts.amounts]
    found: list[tuple[int, int]] = []
    for line in _cut(facts.low, _HARD, (begin, len(facts.low)), taken):
        soft = _cut(facts.low, _SOFT, line, taken)
        named = [span for span in soft if _names_somebody(facts, span)]
        found += _joined(soft, named) if len(named) > 1 else [line]
    pieces = [_piece(facts, context, span) for span in found]
    return [piece for piece in pieces if piece.counts]


def _cut(
    low: str, at: re.Pattern[str], span: tuple[int, int], taken: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    cuts = [
        found.span()
        for found in at.finditer(low, *span)
        if not any(a < found.end() and found.start() < b for a, b in taken)
    ]
    edges = [span[0], *itertools.chain.from_iterable(cuts), span[1]]
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if low[a:b].strip()]


def _joined(pieces: list[tuple[int, int]], named: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """What names nobody belongs to who was named before it, or first of all to who comes next."""
    joined: list[tuple[int, int]] = []
    for start, end in pieces:
        before = joined[-1] if joined else None
        if before and ((start, end) not in named or (before not in named and len(joined) == 1)):
            joined[-1] = (before[0], end)
        else:
            joined.append((start, end))
    return joined


def _names_somebody(facts: Facts, span: tuple[int, int]) -> bool:
    named = any(span[0] <= one.start < span[1] for one in facts.people)
    return named or bool(_SELF.search(facts.low, *span))


def _piece(facts: Facts, context: ReplyContext, span: tuple[int, int]) -> Piece:
    start, end = span
    people = [one for one in facts.people if start <= one.start < end]
    moments = [one for one in facts.moments if start <= one.start < end]
    amounts = tuple(one for one in facts.amounts if start <= one.start < end)
    days = [day_meant(one.value, AnswerIntent.CONFIRMS_DONE) for one in moments]
    who = {key for one in people for its in one.who for key in keys_of(its.name, context.people)}
    if not people and _SELF.search(facts.low, start, end):
        who = {context.sender_key}
    known = [(p.start, p.end) for p in people] + [(m.start, m.end) for m in moments]
    unsure = any(one.doubtful for one in moments) or len(moments) > 1 or None in days
    return Piece(
        who=frozenset(who),
        is_named=bool(people),
        is_rest=not amounts and bool(_REST.search(facts.low, start, end)),
        is_listed=":" in facts.low[start:end],
        is_doubtful=unsure or any(a.percent or a.left_out or a.ranged for a in amounts),
        amounts=amounts,
        days=tuple(day for day in days if day is not None),
        words=_words(facts.text, span, known),
    )


def _words(text: str, span: tuple[int, int], known: list[tuple[int, int]]) -> str:
    """What it says besides who and when."""
    edges = [span[0], *itertools.chain.from_iterable(sorted(known)), span[1]]
    left = " ".join(text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))
    bare = _SELF.sub(" ", _FILLS.sub(" ", left.rpartition(":")[2]))
    return " ".join(bare.split()).strip(" ,-–.")
