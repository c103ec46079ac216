"""How much: quantities with their units in the words of a mail, in any of four notations."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from agents.reading_numbers import canonical, counted_words
from agents.replies.signs import folded
from agents.replies.units import same_unit, unit_after, unit_of

_SCALES = {
    "k": 1_000, "tsd": 1_000, "thousand": 1_000, "tausend": 1_000, "mil": 1_000, "mille": 1_000,
    "m": 1_000_000, "mn": 1_000_000, "mio": 1_000_000, "mln": 1_000_000, "million": 1_000_000,
    "millionen": 1_000_000, "millions": 1_000_000, "millones": 1_000_000, "millon": 1_000_000,
}  # fmt: skip
_NUMBER = re.compile(
    r"(?<![\w.,/:#'+-])(?P<digits>\d{1,3}(?:[.,' ]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)?)"
    r"(?:\s?(?P<scale>k|tsd|thousand|tausend|mille|mil|mio|mln|mn|millionen|millions|millones|millon"
    r"|million|m(?=\b(?!\s?²)))\b\.?)?(?P<percent>\s?%|\s?(?:percent|per cent|prozent|por ciento|pour ?cent)\b)?"
    r"(?![\w/]*\d|[.,:]\d|-\d{2,}(?![\d.,]*\s?k?\b))"
)
_MONEY = re.compile(
    r"[€$£]\s?\d[\d.,]*|\b(?:eur|usd|gbp|chf)\s?\d[\d.,]*|\b\d[\d.,]*\s?k?\s?(?:€|\$|£|eur\b|euros?\b|usd\b|gbp\b|chf\b|cents?\b|ct\b)"
)
_NAMED_BY = re.compile(
    r"\b(?:line|linie|linea|ligne|plant|werk|planta|usine|site|warehouse|lager|dock|tor|gate|room|raum|sala|salle"
    r"|version|rev|v|shift|schicht|turno|tel|tel\.?|phone|ext|durchwahl|fax|mobile?|movil|option|opcion|page|tier|silo|tank|halle|hall|nave"
    r"|step|schritt|point|punkt|phase|building|floor|sku|article|artikel|art\.?-?nr|item|lot|charge|batch|"
    r"priority|prio|q|level|stufe|iso|din|covid|formula|zone|zona|ramp|rampe|question|frage|pregunta)\.?\s*(?:no\.?|nr\.?|n[°º]|#|:)?\s*$"
)
_TIME_AFTER = re.compile(
    r"\s*-?\s*(?:(?:working|business|more|calendar|full|weitere[nr]?|full)\s+)?(?:days?|weeks?|months?|hours?|hrs?|minutes?|mins?|years?|tage?n?"
    r"|wochen?|monate?n?|stunden?|std|jahre?n?|dias?|semanas?|mes(?:es)?|horas?|jours?|semaines?|mois"
    r"|heures?|h|a\.m|p\.m|uhr|o'?clock|st|nd|rd|th|er|eme)\b|:\d\d"
)
_NOT_GOODS = re.compile(
    r"\s*(?:people|persons|operators|lines?|shifts?|suppliers?|customers?|sites?|plants?|orders?|machines?|"
    r"emails?|questions?|points?|times|mal|veces|fois|mitarbeiter\w*|leute|personas|personnes|schichten|turnos"
    r"|equipes|x\b|°|ºc|mm|cm|ml|cl|g\b|gr\b|gramm|gramos|grammes|degrees|grad|%)"
)
_SIZE = re.compile(
    r"\b\d+\s?x\s?\d[\d.,]*\s?(?:g|kg|ml|cl|l)?\b|\b\d[\d.,]*\s?(?:g|gr|ml|cl|mm|cm)\b|\b\d(?:[.,]\d+)?\s?(?:l|kg)\b"
)
_PHONE = re.compile(
    r"\+\d[\d\s()/.-]{6,}|\b0\d{2,4}[\s/-]\d[\d\s/-]{4,}|\b\d{2} \d{2} \d{2} \d{2}(?: \d{2})?\b|\b(?:\d{3}[- ]){2}\d{3,4}\b(?=\s*(?:$|\n))|\b\d{1,2}[:h]\d{2}\b|\b\d{1,2} ?[ap]m\b|\b20[23]\d\b(?!\s*(?:k\b|cases|cajas|kisten|kartons|caisses|stu|units|pal|lit|pcs))|\b\d{5} [A-Z][a-z]+"
)
_LEFT_OUT = re.compile(
    r"\b(?:instead of|rather than|not|nicht|statt|anstatt|anstelle von|en (?:lugar|vez) de|no|au lieu des?|au lieu de|au lieu d'|pas|plutot que|versus|vs\.?|compared (?:to|with)|against"
    r"|gegenue?ber|frente a|planned|geplante[nr]?|original(?:ly)?|urspru?e?nglich\w*|requested|angefragte[nr]?|asked(?: for)?|previst[oa]s?|prevue?s?|pedid[oa]s|demandee?s?|initial\w*|solicitad[oa]s)"
    r"\s+(?:the |full |die |den |der |las |los |les |l'|total |planned |ordered |geplanten |gewue?nschten |requested |d'|your |ihre |ihren )*$"
)
_OF_PLAN = re.compile(
    r"\d[^.;\n]{0,40}\b(?:of|out of|von|de|des|sur|from|over)\s+(?:the |full |total |den |insgesamt |las |los |les |ihren |your |vos |sus |geplanten |planned |requested |ordered )*$"
)


_LANGUAGES = ("de", "es", "fr", "en")
_LARGE = 100
_ORDINAL = re.compile(r"first|second[eo]?|third|segund[oa]|primer[oa]?|premi(?:er|ere)")
_MOST_DIGITS = 15


_MISSING = re.compile(
    r"\b(?:short (?:by|of)|short|(?<!the )missing|(?<!the )lacking|lack|minus|reduced by|fehlen(?: uns)?|es fehlen|faltan|nos faltan|il manque|il nous manque|manquent)(?: (?:about|ca\.?|rund|unos|environ))?\s*$"
)
_MISSING_AFTER = re.compile(
    r"\s*(?:are |is )?(?:missing|short|too (?:many|few)|fehlen|zu wenig|faltan|manquent|de moins|de menos)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A quantity of a mail. `left_out`: the words say it is not the one ("instead of 12,000")."""

    text: str
    start: int
    end: int
    value: Decimal
    unit: str
    percent: bool = False
    left_out: bool = False
    ranged: bool = False


def amounts_in(
    text: str, language: str, outside: Iterable[tuple[int, int]], unit: str, planned: Decimal | None
) -> list[Amount]:
    """Every quantity of a text, left to right; dates and references (`outside`) are none.

    >>> [str(a.value) for a in amounts_in("12k boxes, not 12.500", "en", [], "cases", None)]
    ['12000', '12500']
    """
    low = folded(text)
    taken = [
        *outside,
        *(m.span() for m in _MONEY.finditer(low)),
        *(m.span() for m in _PHONE.finditer(text)),
    ]
    if not (same_unit(unit, "litres") or same_unit(unit, "kg")):
        taken += [m.span() for m in _SIZE.finditer(low)]
    digits = list(_digits(text, low, taken))
    spans = [*taken, *((a.start, a.end) for a in digits)]
    words = [a for a in _words(text, low, language) if not _meets((a.start, a.end), spans)]
    found = sorted([*digits, *words], key=lambda amount: amount.start)
    return [_placed(amount, low, planned) for amount in found]


def _digits(text: str, low: str, taken: list[tuple[int, int]]) -> Iterator[Amount]:
    for match in _NUMBER.finditer(_covered(low, taken)):
        if len(match["digits"]) > _MOST_DIGITS:
            continue
        if _meets(match.span("digits"), taken) or _NAMED_BY.search(low[: match.start()]):
            continue
        scale = match["scale"] or ""
        name, end = unit_after(low, match.end())
        if not match["percent"] and not name and _TIME_AFTER.match(low, match.end()):
            continue
        if not scale and not name and _NOT_GOODS.match(low, match.end()) and not match["percent"]:
            continue
        yield Amount(
            text=text[match.start() : match.end()].strip(),
            start=match.start(),
            end=max(end, match.end()),
            value=canonical(match["digits"], scaled=bool(scale)) * _SCALES.get(scale, 1),
            unit=name or _unit_before(low, match.start()),
            percent=bool(match["percent"]),
        )


def _covered(low: str, taken: list[tuple[int, int]]) -> str:
    """The text without what is no amount, so that "KW 51 170" is a week and a number."""
    for start, end in taken:
        low = low[:start] + "¤" * (end - start) + low[end:]
    return low


def _unit_before(low: str, start: int) -> str:
    """A unit ahead of its number, as tables write it: "Cases: 12,000", "Menge (Kartons): 12"."""
    label = re.search(r"(?P<unit>[a-z]+)\)?\s*[:=]\s*$", low[:start])
    return unit_of(label["unit"]) if label else ""


def _words(text: str, low: str, language: str) -> Iterator[Amount]:
    masked = _NUMBER.sub(lambda m: "¤" * len(m.group()), text)
    found = counted_words(masked, language)
    for other in _LANGUAGES:
        found = found or [n for n in counted_words(masked, other) if n.value >= _LARGE]
    for number in found:
        name, end = unit_after(low, number.end)
        after = low[number.end :]
        if _ORDINAL.fullmatch(folded(number.text)):
            continue
        if number.value < _LARGE and not name:  # "one of the two" counts nothing
            continue
        if number.value == 1 or re.match(
            r"\s*(?:thanks|dank|gracias|merci|mercis|excuses|disculpas|mal|veces|fois|%|percent|prozent)",
            after,
        ):
            continue
        yield Amount(
            text=number.text,
            start=number.start,
            end=max(end, number.end),
            value=number.value,
            unit=name,
        )


def _placed(amount: Amount, low: str, planned: Decimal | None) -> Amount:
    """The amount with what the words around it say about it."""
    before, after = low[max(0, amount.start - 40) : amount.start], low[amount.end : amount.end + 14]
    left_out = bool(
        _LEFT_OUT.search(before)
        or _MISSING.search(before)
        or _MISSING_AFTER.match(after)
        or (amount.value == planned and _OF_PLAN.search(before))
    )
    ranged = bool(
        (
            re.search(r"\d\s?k?\s?(?:-|–|to|bis|a|y|and|und|et|/|or|oder|o|ou)\s?$", before)
            and re.search(
                r"\d\s?k?\s?(?:-|–|/)\s?$|\b(?:between|zwischen|entre|from|von|de)\b[^;\n]{0,25}$|\d\s?k?\s?(?:to|bis|a|or|oder|o|ou)\s?$",
                before,
            )
        )
        or (
            re.match(r"\s?(?:-|–)\s?\d|\s?(?:to|bis|or|oder)\s\d", after)
            and not re.match(r"\s?[-–]\s?\d{1,2}[./]\d", after)
        )
    )
    return Amount(
        text=amount.text, start=amount.start, end=amount.end, value=amount.value,
        unit=amount.unit, percent=amount.percent, left_out=left_out, ranged=ranged,
    )  # fmt: skip


def _meets(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)
