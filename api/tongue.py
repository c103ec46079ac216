"""In which language a page speaks: English, or what `templates/locale` has of another one.

A sentence is written in English where it belongs and marked by `Say` or `say`; in a template by
`{% trans %}` or `_`. Which language is spoken is known from the request's first step on.
"""

from contextvars import ContextVar
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po
from markupsafe import Markup, escape

LOCALE = Path(__file__).parent.parent / "templates" / "locale"
ENGLISH = "en"
LANGUAGES = {ENGLISH: "English", "de": "Deutsch"}
"""What pages speak, each in its own word."""
LOCALES = {ENGLISH: "en_GB", "de": "de_DE"}
TAGS = {ENGLISH: "en-GB", "de": "de"}
_spoken: ContextVar[str] = ContextVar("spoken", default=ENGLISH)


class Say(str):
    """A sentence of ours, said in the language of whoever reads it: wherever it is written out.

    >>> words = {"yes": Say("Approved")}
    >>> speak("de")
    >>> f"{words['yes']}", words["yes"] == "Approved"
    ('Freigegeben', True)
    >>> speak("en")
    """

    __slots__ = ()

    def __str__(self) -> str:
        return _word(self[:])

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def __html__(self) -> Markup:
        return escape(str(self))


def say(text: str, **said: object) -> str:
    """A sentence with what it is about, in the language spoken now.

    >>> say("{who} took this on", who="Marta")
    'Marta took this on'
    """
    return _word(text).format(**said) if said else _word(text)


def within(text: str) -> str:
    """As it stands inside a sentence: English writes it small."""
    return str(text).lower() if spoken() == ENGLISH else str(text)


def speak(language: str) -> None:
    """From here on in this context; what isn't spoken is English."""
    _spoken.set(language if language in LANGUAGES else ENGLISH)


def spoken() -> str:
    return _spoken.get()


def locale() -> str:
    """How numbers and dates are written."""
    return LOCALES[spoken()]


def tag() -> str:
    """As a page says what it is written in."""
    return TAGS[spoken()]


def gettext(text: str) -> str:
    """For templates: their sentences carry a percent sign twice."""
    return _word(text)


def ngettext(one: str, many: str, number: int) -> str:
    """For templates that count."""
    return _word(one if number == 1 else many)


def _word(text: str) -> str:
    language = spoken()
    return text if language == ENGLISH else catalogue(language).get(text, text)


@cache
def catalogue(language: str) -> dict[str, str]:
    """Every sentence with its translation, read once."""
    path = LOCALE / language / "LC_MESSAGES" / "sopwith.po"
    with path.open(encoding="utf-8") as file:
        read = read_po(file, locale=language)
    return {str(one.id): str(one.string) for one in read if one.id and one.string}


def best_of(accepted: str) -> str:
    """The first language a browser names that is spoken here.

    >>> best_of("fr-FR, de-AT;q=0.8, en;q=0.5"), best_of("")
    ('de', 'en')
    """
    wanted = (part.partition(";")[0].strip()[:2].lower() for part in accepted.split(","))
    return next((one for one in wanted if one in LANGUAGES), ENGLISH)
