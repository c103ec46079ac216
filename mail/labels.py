"""The fixed words of letters, and of the page their link opens, in the languages we write.

English is the key; `labels.toml` holds the others, in this order.
"""

import tomllib
from pathlib import Path

ENGLISH = "en"
OTHERS = ("de", "es", "fr")
LANGUAGES = (ENGLISH, *OTHERS)
LABELS: dict[str, list[str]] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
)
ABOVE = "— Please reply above this line —"
REPLY_ABOVE = (ABOVE, *LABELS[ABOVE])
"""In every language: our letters come back quoted in any of them."""


def label(words: str, locale: str) -> str:
    """A fixed phrase in the reader's language, English where we don't write it.

    Raises KeyError for a phrase that isn't one of ours.

    >>> label("Reason", "es"), label("Reason", "en"), label("Reason", "sv")
    ('Motivo', 'Reason', 'Reason')
    """
    others = LABELS[words]
    return others[OTHERS.index(locale)] if locale in OTHERS else words
