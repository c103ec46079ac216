"""Wording: the paragraphs of our letters. Templates are the product's drafts; a model may offer."""

import re
from dataclasses import dataclass

from agents.reading_values import Provenance
from agents.wording_texts import GREETINGS, TEXTS
from gates.letter_kinds import Kind, Tone
from gates.spoken import AS_WRITTEN, Spoken

_SLOT = re.compile(r"\{\{([A-Z_]+)\}\}")
FIRM_AFTER_DAYS = 1
URGENT_AFTER_DAYS = 3


class SlotMissing(KeyError):
    """A letter cannot be worded: a fact its text needs was not given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRequest:
    """Facts as whole phrases ("the November forecast for Nordics"), computed by code.

    `names` are the people a text may mention; anyone else in a draft fails it.
    """

    kind: Kind
    to_name: str
    facts: dict[str, str]
    locale: str = "en"
    days_late: int = 0
    names: tuple[str, ...] = ()
    directory: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Paragraphs ready for a letter's view."""

    paragraphs: tuple[str, ...]
    used_slots: tuple[str, ...]
    provenance: Provenance

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Words a model offers in place of a template, slots still open. A person has to take them."""

    text: str
    """Empty where what came failed a check; the provenance says which."""
    template: str
    provenance: Provenance


def tone_of(days_late: int) -> Tone:
    """How a reminder sounds: friendly until the deadline, firm after it, then urgent.

    >>> [tone_of(days).value for days in (-2, 0, 1, 3)]
    ['friendly', 'friendly', 'firm', 'urgent']
    """
    if days_late >= URGENT_AFTER_DAYS:
        return Tone.URGENT
    return Tone.FIRM if days_late >= FIRM_AFTER_DAYS else Tone.FRIENDLY


def template_text(request: DraftRequest, spoken: Spoken = AS_WRITTEN) -> str:
    """The template with its slots still open, as `{{WHAT}}`: the playbook's own, else ours."""
    own = spoken.text_of(request.kind, request.locale, tone_of(request.days_late))
    return shipped_text(request) if own is None else own


def shipped_text(request: DraftRequest) -> str:
    """Ours."""
    texts = TEXTS[request.locale if request.locale in TEXTS else "en"]
    by_tone = texts[request.kind.value]
    return by_tone.get(tone_of(request.days_late).value, by_tone["friendly"])


def template_draft(request: DraftRequest, spoken: Spoken = AS_WRITTEN) -> Draft:
    """The draft without a model. Raises SlotMissing when a fact is missing."""
    return filled(template_text(request, spoken), request, Provenance(provider="built-in"))


def filled(text: str, request: DraftRequest, provenance: Provenance) -> Draft:
    """A text with the facts put into its slots, after the greeting of record."""
    used = slots_in(text)
    for slot in used:
        if slot not in request.facts:
            raise SlotMissing(slot)
    # in one pass, so that a fact that looks like a slot stays as it is
    text = _SLOT.sub(lambda slot: request.facts[slot.group(1).lower()], text)
    paragraphs = tuple(part.strip() for part in text.split("\n\n") if part.strip())
    return Draft(
        paragraphs=(greeting(request), *paragraphs), used_slots=used, provenance=provenance
    )


def slots_in(text: str) -> tuple[str, ...]:
    """The names of the slots in a text, each once, in order.

    >>> slots_in("Send {{WHAT}} by {{DUE}}; {{WHAT}} is late")
    ('what', 'due')
    """
    found = [piece.partition("}}")[0].lower() for piece in text.split("{{")[1:]]
    return tuple(dict.fromkeys(found))


def greeting(request: DraftRequest) -> str:
    """The salutation, with the name of record."""
    return GREETINGS.get(request.locale, GREETINGS["en"]).format(name=request.to_name)
