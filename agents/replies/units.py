"""Units in four languages: which words count the same thing."""

import re

from agents.replies.signs import folded

_UNITS = {
    "cases": r"cases?|cs|cartons?|ctns?|ctn|boxes|box|kartons?|kartonagen|kisten?|cajas?|caisses?"
    r"|colis|krt|gebinde|trays?|steigen?",
    "pallets": r"pallets?|plts?|paletten?|pal|palets?|pallettes?|palettes?|tarimas?|skids?",
    "pieces": r"pieces?|pcs?|pce|units?(?!\s*:)|eaches|each|ea|stue?cke?n?|stk|stck|st(?=\b(?!\.?\s?\w))"
    r"|einheiten?|piezas?|pzas?|uds?|unidades|unidad|unites?|pcs|bottles?|flaschen?"
    r"|botellas?|bouteilles?|packs?|packungen|paquetes?|paquets?|jars?|glae?ser|cans?|dosen|bars?"
    r"|riegel|beutel|bags?|sacos?|sacs?|sae?cke?",
    "tonnes": r"tonnes?|tons?|tonnen?|toneladas?|mt|to|t",
    "kg": r"kgs?|kilos?|kilogramm?e?s?|kilogramos?|kilogrammes?",
    "litres": r"lit(?:re|er)s?|liter|litros?|ltrs?|l",
    "hectolitres": r"hl|hektoliter|hectolitros?|hectolit(?:re|er)s?",
    "trucks": r"trucks?|truckloads?|lkws?|lastwagen|camion(?:es|s)?|containers?|contenedor(?:es)?"
    r"|conteneurs?|ftl",
}
_PATTERNS = {
    name: re.compile(rf"(?:{words})\b\.?", re.IGNORECASE) for name, words in _UNITS.items()
}
_LONGEST_SHORT = 5
_BETWEEN = re.compile(
    r"\s*(?:x\s*)?(?:(?:full|volle[nr]?|ganze|finished|additional|zusätzliche|de|d['’]|of)\s*)?"
)


def unit_of(words: str) -> str:
    """The canonical unit a word means, or nothing.

    >>> [unit_of(word) for word in ("Paletten", "cajas", "pcs", "Stück", "bananas")]
    ['pallets', 'cases', 'pieces', 'pieces', '']
    """
    bare = folded(words).strip().strip(".")
    return next((name for name, p in _PATTERNS.items() if p.fullmatch(bare)), "")


def unit_after(text: str, end: int) -> tuple[str, int]:
    """The unit that stands right after a number, and where it ends."""
    start = _BETWEEN.match(text, end)
    at = start.end() if start else end
    for name, pattern in _PATTERNS.items():
        found = pattern.match(text, at)
        if found:
            return name, found.end() - _ends_sentence(found.group())
    return "", end


def _ends_sentence(words: str) -> bool:
    """Whether the point behind belongs to no abbreviation."""
    return words.endswith(".") and len(words) > _LONGEST_SHORT


def same_unit(one: str, other: str) -> bool:
    """Whether two words count the same thing: "Kartons" and "cases" do."""
    left, right = one.strip().lower(), other.strip().lower()
    return left == right or (unit_of(left) != "" and unit_of(left) == unit_of(right))
