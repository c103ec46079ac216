"""Quantities in the words of a mail: 12k = 12,000 = 12.000 = 12 000 = twelve thousand."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from text_to_num import find_numbers

_SCALES = {
    "k": 1_000,
    "tsd": 1_000,
    "thousand": 1_000,
    "tausend": 1_000,
    "mil": 1_000,
    "mille": 1_000,
    "m": 1_000_000,
    "mio": 1_000_000,
    "million": 1_000_000,
    "millionen": 1_000_000,
    "millions": 1_000_000,
    "millones": 1_000_000,
}
_NUMBER = re.compile(
    r"(?<![\w.,/:#'-])(?P<sign>[+-](?=\d)|\+\s)?"
    r"(?P<digits>\d{1,3}(?:[.,' ]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)?)"
    r"(?:(?P<tight>k|m)|\s?(?P<scale>k|tsd|thousand|tausend|mil|mille|mio|million(?:en|s)?|millones)\.?)?"
    r"(?P<percent>\s?%|\s?(?:percent|per cent|prozent|por ciento|pour ?cent)\b)?"
    r"(?![\w/]|[.,:]\d|-\d)",
    re.IGNORECASE,
)
_NOT_QUANTITIES = re.compile(
    r"\b(?:po|order|ref|reference|bestellung|bestellnummer|auftrag|pedido|commande|no|nr|n°|ticket"
    r"|line|linie|línea|ligne|version|rev|tel|phone|room|invoice|rechnung|item|sku|option|page"
    r"|tier|warehouse|lager|dock|gate|plant|werk)s?\b\.?[\s:#-]*(?:no\.?\s*)?"
    r"\d[\d-]*+(?![.,' ]\d{3}\b)"
    r"|#\s?\d+|\+\d{2}[\d\s()/-]{7,}|\b\d{1,2}:\d{2}\b|\b\d{1,2}(?:[.:]\d{2})?\s?(?:am|pm|uhr|h)\b"
    r"|[€$£]\s?\d[\d.,]*\s?[km]?\b|\b\d[\d.,]*\s?[km]?\s?(?:€|\$|£|eur|euros?|usd|gbp)(?!\w)"
    r"|\b20[23]\d\b|\b\d{8,}\b",
    re.IGNORECASE,
)
_TIME_UNITS = re.compile(
    r"\s*-?\s*(?:working\s+|business\s+)?(?:days?|weeks?|months?|hours?|minutes?|mins?|years?|tage?n?"
    r"|wochen?|monate?n?|stunden?|jahre?n?|días?|semanas?|mes(?:es)?|horas?|jours?|semaines?|mois"
    r"|heures?|st|nd|rd|th|er)\b",
    re.IGNORECASE,
)
_CONTAINERS = re.compile(
    r"\s*(?:pallets?|trucks?|containers?|truckloads?|paletten?|lkws?|lieferwagen|palets?|camion\w*"
    r"|palettes?|dozen|lines?|sites?|people|customers?|orders?|shifts?|suppliers?)\b",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"\d\s?k?\s?(?:-|–|to|bis|a|à)\s?\d|\b(?:between|zwischen|entre)\b.{0,20}\d", re.IGNORECASE
)
_LEAST_WORD_NUMBER = 100
_PERCENT_WORD = re.compile(
    r"\s?(?:%|percent|per cent|prozent|por ciento|pour ?cent)", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number and where it stands; `value` of a percentage is in per cent."""

    text: str
    start: int
    end: int
    value: Decimal
    signed: bool
    percent: bool
    container: bool
    """Counts pallets, trucks and the like rather than the planned unit."""


def numbers_in(
    text: str, language: str, *, outside: Iterable[tuple[int, int]] = ()
) -> list[Number]:
    """Numbers that can be quantities, left to right; dates (`outside`), orders, money left out."""
    taken = [*outside, *(match.span() for match in _NOT_QUANTITIES.finditer(text))]
    found = [
        _number(match, text)
        for match in _NUMBER.finditer(text)
        if not _overlaps(match.span("digits"), taken) and not _duration(match, text)
    ]
    spans = [*taken, *((number.start, number.end) for number in found)]
    found += [
        word
        for word in _in_words(text, language) or _in_words(text, "de")
        if not _overlaps((word.start, word.end), spans)
    ]
    return sorted(found, key=lambda number: number.start)


def is_range(text: str, numbers: list[Number]) -> bool:
    """Whether "40-50k" or "between 40 and 50" stands where a number does."""
    if any(_RANGE.search(text[max(0, n.start - 9) : n.end + 6]) for n in numbers):
        return True
    return (
        bool(re.search(r"(?<![\d-])\d[\d.,]*\s?k?\s?[-–]\s?\d[\d.,]*\s?k?\b(?!-)", text))
        and not numbers
    )


def canonical(digits: str, *, scaled: bool) -> Decimal:
    """Digits with any thousands or decimal sign as a number.

    >>> [str(canonical(d, scaled=False)) for d in ("12,000", "12.000", "12 000,5", "12,5", "1.2")]
    ['12000', '12000', '12000.5', '12.5', '1.2']
    """
    bare = re.sub(r"[ ']", "", digits)
    points = [char for char in bare if char in ".,"]
    if len(set(points)) == 2:  # noqa: PLR2004 both signs: the last is the decimal one
        decimal = points[-1]
        thousands = "," if decimal == "." else "."
        return Decimal(bare.replace(thousands, "").replace(decimal, "."))
    if not points:
        return Decimal(bare)
    tail = bare.rsplit(points[0], 1)[1]
    grouped = len(points) > 1 or (len(tail) == 3 and not bare.startswith("0") and not scaled)  # noqa: PLR2004
    return Decimal(bare.replace(points[0], "" if grouped else "."))


def _number(match: re.Match[str], text: str) -> Number:
    scale = (match["tight"] or match["scale"] or "").lower()
    value = canonical(match["digits"], scaled=bool(scale)) * _SCALES.get(scale, 1)
    return Number(
        text=match.group().strip(),
        start=match.start(),
        end=match.end(),
        value=-value if (match["sign"] or "").startswith("-") else value,
        signed=bool(match["sign"]),
        percent=bool(match["percent"]),
        container=bool(_CONTAINERS.match(text, match.end())),
    )


def _duration(match: re.Match[str], text: str) -> bool:
    return not match["percent"] and bool(_TIME_UNITS.match(text, match.end()))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    """A token as text2num wants it."""

    word: str
    start: int
    end: int
    broken: bool
    """Punctuation stands before it, so it starts a new number."""

    def text(self) -> str:
        return self.word

    def nt_separated(self, _previous: object) -> bool:
        return self.broken

    def not_a_number_part(self) -> bool:
        return False


def written_out(text: str, language: str, *, least: int) -> list[str]:
    """Numbers in words from `least` on.

    >>> written_out("one of them is twelve days late", "en", least=2)
    ['twelve']
    """
    return [number.text for number in _in_words(text, language, least)]


def counted_words(text: str, language: str) -> list[Number]:
    """Every number written out, small ones too.

    >>> [int(number.value) for number in counted_words("twenty pallets", "en")]
    [20]
    """
    return _in_words(text, language, 2)


def _in_words(text: str, language: str, least: int = _LEAST_WORD_NUMBER) -> list[Number]:
    """Numbers written out. Small ones ("one of the two") are not quantities."""
    tokens: list[_Word] = []
    for match in _WORD.finditer(text):
        before = text[tokens[-1].end : match.start()] if tokens else ""
        tokens.append(
            _Word(
                word=match.group().lower(),
                start=match.start(),
                end=match.end(),
                broken=bool(before.strip()),
            )
        )
    return [
        Number(
            text=text[tokens[found.start].start : tokens[found.end - 1].end],
            start=tokens[found.start].start,
            end=tokens[found.end - 1].end,
            value=Decimal(int(found.value)),
            signed=False,
            percent=False,
            container=False,
        )
        for found in find_numbers(tokens, language, threshold=min(3.0, least))
        if found.value >= least and not _PERCENT_WORD.match(text, tokens[found.end - 1].end)
    ]


def _overlaps(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)
