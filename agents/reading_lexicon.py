"""The words of four languages that tell how a forecast changes, and which language it is."""

import re


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(patterns)})", re.IGNORECASE)


UNCHANGED = _any(
    r"\b(?:same (?:numbers |figures |forecast )?as (?:last|previous"
    r"|in the last) (?:month|cycle|time)"
    r"|(?:as|like) last (?:time|month)|same as before|unchanged|no changes?|as before"
    r"|keep (?:it|everything"
    r"|the numbers|last month\S*))\b",
    r"\b(?:wie (?:im )?(?:letzten|vorigen|vergangenen) monat|wie im vormonat"
    r"|unverändert|wie gehabt"
    r"|keine änderung(?:en)?|bleibt alles)\b",
    r"\b(?:igual que (?:el )?mes (?:pasado|anterior)|lo mismo que el mes pasado|sin cambios)\b",
    r"\b(?:comme le mois (?:dernier|précédent)|inchangée?s?|pas de changement"
    r"|identique au mois)\b",
)

BUT = _any(
    r"\b(?:but|except(?: for)?|with one exception|only change|other than|aber|nur|außer|bis auf"
    r"|pero|excepto|salvo|mais|sauf|in|minus|plus|%|percent|prozent)\b"
)
"""Words that lead from "unchanged" to the changes."""

UP = _any(
    r"\b(?:up|more|plus|increase\w*|higher|rais\w+|add|extra|mehr|erhöh\w*|höher"
    r"|zusätzlich|más|sub\w+"
    r"|aument\w+|increment\w+|hausse|augment\w+|de plus)\b"
)
DOWN = _any(
    r"\b(?:down|less|minus|decreas\w*|lower|reduc\w*|cut|fewer|weniger|senk\w*"
    r"|niedriger|reduzier\w*"
    r"|menos|baj\w+|disminu\w+|reduzc\w+|baisse\w*|moins|rédui\w+|diminu\w+)\b"
)

_SMALL_WORDS = {
    "en": "the is are we you and for with please will have has be this our it in of to",
    "de": "der die das ist sind wir sie und für mit bitte werden haben nicht ein eine im wie am",
    "es": "el la los las es son nosotros y para con por favor que en de no un una mes del lo",
    "fr": "le la les est sont nous vous et pour avec que en de pas un une des du sur au ce",
}
STOPWORDS = {code: frozenset(words.split()) for code, words in _SMALL_WORDS.items()}


def language_of(text: str) -> str:
    """The most likely of en, de, es, fr, by its small words; English when nothing tells.

    >>> language_of("Wir bestätigen die Lieferung für nächste Woche")
    'de'
    """
    words = re.findall(r"[^\W\d_]+", text.lower())
    counts = {code: sum(word in known for word in words) for code, known in STOPWORDS.items()}
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] else "en"
