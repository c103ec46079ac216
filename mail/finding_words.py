"""What checks say of a file, in the languages we write.

The checks' own English sentence is the one definition of each: here it is known again by its
pattern and said in another language, with its numbers, months and nouns written as they are there.
What isn't known stays English. `finding_words.toml` holds the patterns.
"""

import re
import tomllib
from collections.abc import Callable
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from babel.dates import format_date

from mail.labels import ENGLISH, OTHERS

LIST: dict[str, list[str]] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MONTH = rf"(?:{'|'.join(MONTHS)}) \d{{4}}"
NUMBER = r"[-+\N{MINUS SIGN}]?\d[\d,]*(?:\.\d+)?"
COUNTED = {
    "number": (("Zahl", "Zahlen"), ("cifra", "cifras"), ("chiffre", "chiffres")),
    "unit": (("Stück", "Stück"), ("unidad", "unidades"), ("unité", "unités")),
    "row": (("Zeile", "Zeilen"), ("fila", "filas"), ("ligne", "lignes")),
    "gap": (("Lücke", "Lücken"), ("hueco", "huecos"), ("manque", "manques")),
    "month": (("Monat", "Monate"), ("mes", "meses"), ("mois", "mois")),
    "week": (("Woche", "Wochen"), ("semana", "semanas"), ("semaine", "semaines")),
    "more cell": (
        ("weitere Zelle", "weitere Zellen"),
        ("celda más", "celdas más"),
        ("autre cellule", "autres cellules"),
    ),
}
"""A noun in English to one and many of it in each of the others."""
NOUNS = "|".join(COUNTED)
SLOT = re.compile(r"\{([a-z])(\d*)\}")
KINDS = {
    "n": NUMBER,
    "p": rf"{NUMBER} %|new",
    "e": r"\N{MINUS SIGN}?€[\d,]+",
    "m": MONTH,
    "d": rf"\d{{1,2}} {MONTH}",
    "c": rf"[\d,]+ (?:{NOUNS})s?",
    "k": r".+?",
    "w": r".+?",
    "t": r".+?",
}
FRENCH_SPACE = "\N{NARROW NO-BREAK SPACE}"
MARKS = {"de": (".", ","), "es": (".", ","), "fr": (FRENCH_SPACE, ",")}
"""Between thousands, and before decimals."""
ABOUT = re.compile(r"(?P<k>.+?): (?P<says>.+)", re.DOTALL)
EXTENT = re.compile(rf"(?P<many>[\d,]+ (?:{NOUNS})s?(?:, [\d,]+ (?:{NOUNS})s?)?): (?P<kind>.+)")


class Pattern(NamedTuple):
    known: re.Pattern[str]
    others: tuple[str, ...]


def finding_words(text: str, locale: str) -> str:
    """A sentence or phrase of a check in the reader's language; as it is where it isn't known.

    >>> finding_words("14 rows: cases sent as units", "de")
    '14 Zeilen: Kartons als Stück gesendet'
    >>> finding_words("14,300 units against 9,800 last month, +45.9 %.", "es")
    '14.300 unidades frente a 9.800 el mes pasado, +45,9 %.'
    >>> finding_words("Is this one of ours?", "fr"), finding_words("once", "en")
    ('Is this one of ours?', 'once')
    """
    return _told(text, locale) or text


def teller(locale: str) -> Callable[[str], str]:
    """The same for one reader."""
    return lambda text: finding_words(text, locale)


@lru_cache(maxsize=8192)
def _told(text: str, locale: str) -> str | None:
    if locale == ENGLISH or locale not in OTHERS:
        return None
    for pattern in _patterns():
        if match := pattern.known.fullmatch(text):
            slots = {name: _in(name, said, locale) for name, said in match.groupdict().items()}
            return pattern.others[OTHERS.index(locale)].format(**slots)
    if (title := EXTENT.fullmatch(text)) and (kind := _told(title["kind"], locale)):
        return f"{_counts(title['many'], locale)}: {kind}"
    if (about := ABOUT.fullmatch(text)) and (says := _told(about["says"], locale)):
        return f"{_months(about['k'], locale)}: {says}"
    return None


@cache
def _patterns() -> tuple[Pattern, ...]:
    """The longest first: what says more is known before what would also fit."""
    ordered = sorted(LIST, key=lambda text: -len(SLOT.sub("", text)))
    return tuple(
        Pattern(re.compile(_known(text), re.DOTALL), tuple(LIST[text])) for text in ordered
    )


def _known(text: str) -> str:
    parts, at = list[str](), 0
    for slot in SLOT.finditer(text):
        parts += [re.escape(text[at : slot.start()]), f"(?P<{slot[1]}{slot[2]}>{KINDS[slot[1]]})"]
        at = slot.end()
    return "".join([*parts, re.escape(text[at:])])


def _in(name: str, said: str, locale: str) -> str:
    match name[0]:
        case "n" | "p":
            return _number(said, locale)
        case "e":
            return f"{_number(said.replace('€', ''), locale)}\N{NO-BREAK SPACE}€"
        case "c":
            return _counts(said, locale)
        case "m" | "d" | "k":
            return _months(said, locale)
        case "w":
            return finding_words(said, locale)
        case _:
            return said


def _number(text: str, locale: str) -> str:
    thousands, decimal = MARKS[locale]
    return text.replace(",", "\0").replace(".", decimal).replace("\0", thousands)


def _counts(text: str, locale: str) -> str:
    """`36 rows, 40 numbers`."""
    at = OTHERS.index(locale)
    told: list[str] = []
    for one in text.split(", "):
        number, _, noun = one.partition(" ")
        single, many = COUNTED[noun if noun in COUNTED else noun.removesuffix("s")][at]
        told.append(f"{_number(number, locale)} {single if number == '1' else many}")
    return ", ".join(told)


def _months(text: str, locale: str) -> str:
    """Every month in it as it is written there, with its day where it has one."""
    return re.sub(rf"(?:(\d{{1,2}}) )?({MONTH})", lambda found: _month(found, locale), text)


def _month(found: re.Match[str], locale: str) -> str:
    name, year = found[2].split()
    on = date(int(year), MONTHS.index(name) + 1, int(found[1] or 1))
    dotted = "d. MMM y" if locale == "de" else "d MMM y"
    return format_date(on, dotted if found[1] else "MMM y", locale=locale)
