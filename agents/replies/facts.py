"""What stands in an answer before its meaning is weighed: sentences, numbers, days, people."""

import itertools
import re
from dataclasses import dataclass, replace

from agents.reading_lexicon import language_of
from agents.replies.amounts import Amount, amounts_in
from agents.replies.contacts import Mentioned, mentioned_in
from agents.replies.moment import Moment
from agents.replies.moments import moments_in
from agents.replies.references import Reference, references_in
from agents.replies.sentences import sentences_of
from agents.replies.signs import ASKS, NO_OBJECTION, REFUSES, folded
from agents.replies.units import unit_after
from agents.replies.values import Ask, ReplyMail

_PIECE = re.compile(
    r"[.;:!?\n]|,(?!\d)|\b(?:and|und|y|et|then|plus|sowie|but|aber|pero|mais|dann|puis|luego|while|wobei|sondern|sino|rest|der rest|el resto|le reste|le solde|the rest|the remaining|the balance)\b|\s[–-]\s|[()]"
)
_STILL_POSSIBLE = re.compile(
    r"\b(?:before|until|till|earlier than|more than|sooner|over|beyond|above|vor|bis|frue?her als|mehr als|ue?ber|antes(?: de)?|mas (?:de|que)|hasta|avant|plus (?:de|que|tot)|jusqu\w*|only|que|superar|erst|exceed|depass\w+|ue?berschreiten|go (?:over|beyond|above)|pasar de|passer de)\b"
)
_AWAY = re.compile(
    r"\b(?:instead of|rather than|not (?:in|on|for|by)|nicht (?:in|am|zum|bis|mehr)|statt|anstatt|anstelle von|en (?:lugar|vez) de(?: la| el)?|no (?:en|para|el|la)(?: la)?|au lieu d[eu]?(?: la)?|pas (?:en|pour|le|la)|plutot qu[e']|as opposed to|"
    r"from|von|verschoben von|originally|urspru?e?nglich)\s*(?:(?:in|im|am|on|for|en|zur?|by|pour|para)\s+)?(?:the|der|die|dem|den|el|la|le)?\s*$"
)


_SPAN = re.compile(r"\s*(?:-|–|al?|au|bis|to|till|until|y|and|und|et)\s*$")
OF_THE = re.compile(
    r"\b(?:of|out of|von|de|des|sur|from)\s+(?:the|den|las|los|les|your|ihren|vos|sus|all)\s*$|^\W*(?:des|von|of|de)\s*$"
)
_A_BARE_ANSWER, _NEAR, _MOST_DAYS = 3, 6, 31


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    start: int
    end: int
    text: str
    low: str
    asks: bool
    refuses: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A mail's own words taken apart. Places are offsets in `text`."""

    text: str
    low: str
    language: str
    sentences: tuple[Sentence, ...]
    pieces: tuple[tuple[int, int], ...]
    moments: tuple[Moment, ...]
    amounts: tuple[Amount, ...]
    references: tuple[Reference, ...]
    people: tuple[Mentioned, ...]

    def piece_at(self, place: int) -> tuple[int, int]:
        return next((p for p in self.pieces if p[0] <= place < p[1]), (0, len(self.text)))

    def is_asked(self, place: int) -> bool:
        """Whether it stands in a question."""
        sentence = self.sentence_at(place)
        return bool(sentence and sentence.asks)

    @property
    def stated(self) -> tuple[Amount, ...]:
        """Amounts that are said of the answer itself: no share, none denied, none in a question."""
        stands = (a for a in self.amounts if not a.percent and not a.left_out)
        return tuple(a for a in stands if not self.is_asked(a.start))

    def sentence_at(self, place: int) -> Sentence | None:
        return next((s for s in self.sentences if s.start <= place < s.end), None)


def facts_in(text: str, ask: Ask, mail: ReplyMail) -> Facts:
    """Everything the rules look at, in words of a mail."""
    low = NO_OBJECTION.sub(lambda found: "ok".ljust(len(found.group())), folded(text))
    language = language_of(text)
    moments = moments_in(text, mail.received, language)
    outside = [(m.start, m.end) for m in moments]
    items = _items_at(low, ask.items)
    references = [
        r
        for r in references_in(text)
        if not _within(r.start, items)
        and not _within(r.end - 1, outside)
        and not unit_after(low, r.end)[0]
    ]
    outside += [*items, *((r.start, r.end) for r in references)]
    amounts = _likely(amounts_in(text, language, outside, ask.unit, ask.planned), ask, low)
    amounts = [a for a in amounts if not _starts_a_span(a, moments, low)]
    amounts = _without_whole(amounts, low, ask)
    spans = [*outside, *((a.start, a.end) for a in amounts)]
    pieces = _pieces(low, spans)
    sentences = tuple(_sentence(text, low, span) for span in sentences_of(text))
    own = [p for p in mentioned_in(text, ask.people) if not _is_owner(p, ask.owner)]
    return Facts(
        text=text,
        low=low,
        language=language,
        sentences=sentences,
        pieces=tuple(pieces),
        moments=tuple(m for m in moments if not _denied(low, pieces, m.start)),
        amounts=tuple(
            replace(a, left_out=a.left_out or _refused(low, pieces, a.start)) for a in amounts
        ),
        references=tuple(references),
        people=tuple(own),
    )


def _sentence(text: str, low: str, span: tuple[int, int]) -> Sentence:
    words = low[span[0] : span[1]]
    return Sentence(
        start=span[0],
        end=span[1],
        text=text[span[0] : span[1]],
        low=words,
        asks=bool(ASKS.search(words.strip())),
        refuses=bool(REFUSES.search(words)),
    )


def _items_at(low: str, items: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where the item is named; its size ("1 L", "500 g") is part of the name."""
    return [
        match.span()
        for item in items
        if len(item) > 2  # noqa: PLR2004
        for match in re.finditer(re.escape(folded(item)).replace(r"\ ", r"\s*"), low)
    ]


def _likely(amounts: list[Amount], ask: Ask, low: str) -> list[Amount]:
    """Without bare small numbers in a sentence: "before the 25", "week 32 rather than the 31"."""
    if ask.planned is None:
        return amounts
    small = [a for a in amounts if not a.unit and not a.percent and a.value * 50 < ask.planned]
    real = [a for a in amounts if a not in small]
    return real if real or len(low.split()) > _A_BARE_ANSWER else amounts


def _starts_a_span(amount: Amount, moments: list[Moment], low: str) -> bool:
    """Whether it is the first day of "3 to 21 August"."""
    ahead = [low[amount.end : m.start] for m in moments if 0 <= m.start - amount.end <= _NEAR]
    return not amount.unit and amount.value <= _MOST_DAYS and any(map(_SPAN.match, ahead))


def _without_whole(amounts: list[Amount], low: str, ask: Ask) -> list[Amount]:
    """In "of the 9,600 cases we can deliver 6,400" the whole is left out."""
    others = [a for a in amounts if not a.left_out and a.value != ask.planned and not a.percent]
    return [
        replace(a, left_out=True)
        if others and a.value == ask.planned and OF_THE.search(low[: a.start])
        else a
        for a in amounts
    ]


def _pieces(low: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    cuts = [m.start() for m in _PIECE.finditer(low) if not _within(m.start(), spans)]
    edges = [0, *cuts, len(low)]
    return [(a, b) for a, b in itertools.pairwise(edges) if b > a]


def _refused(low: str, pieces: list[tuple[int, int]], place: int) -> bool:
    """Whether the words around say that this is what cannot be."""
    start, end = next((p for p in pieces if p[0] <= place < p[1]), (0, len(low)))
    found = REFUSES.search(low, start, end)
    if not found:
        return False
    return not _STILL_POSSIBLE.search(low, min(start, found.start()), place)


def _denied(low: str, pieces: list[tuple[int, int]], place: int) -> bool:
    return (
        bool(_AWAY.search(low[max(0, place - 30) : place]))
        and not re.search(r"\b(?:from|von)\s*(?:the|der|dem)?\s*$", low[max(0, place - 12) : place])
    ) or _refused(low, pieces, place)


def _is_owner(named: Mentioned, owner: str) -> bool:
    return bool(owner) and all(folded(who.name) == folded(owner) for who in named.who)


def _within(place: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)
