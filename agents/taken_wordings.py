"""A language that says what people took of a model's wordings, and offers each wording once."""

import hashlib
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from agents.ask import Language
from agents.reading_values import Provenance, Reading, ReplyContext
from agents.wording import Draft, DraftRequest, Offer, filled, template_text, tone_of
from agents.wording_checks import faults
from gates.letter_kinds import Kind, Tone
from gates.spoken import Spoken

TAKEN = Provenance(provider="taken")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What a wording stands in for: one template, as it read when the wording was offered."""

    kind: Kind
    language: str
    tone: Tone
    template_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wordings:
    """Of one company: where something was offered, and what a person took there."""

    offered: AbstractSet[Place] = frozenset()
    taken: dict[Place, str] = field(default_factory=dict[Place, str])


def place_of(request: DraftRequest, template: str) -> Place:
    return Place(
        kind=request.kind,
        language=request.locale,
        tone=tone_of(request.days_late),
        template_sha256=hashlib.sha256(template.encode()).hexdigest(),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AsTaken:
    """Letters have the template, or what a person took in its place."""

    language: Language
    spoken: Spoken
    wordings: Wordings

    def read_reply(self, context: ReplyContext) -> Reading:
        return self.language.read_reply(context)

    def draft(self, request: DraftRequest) -> Draft:
        template = template_text(request, self.spoken)
        text = self.wordings.taken.get(place_of(request, template))
        # checked again: a name may have come into the directory since
        if text is None or faults(text, template, request):
            return self.language.draft(request)
        return filled(text, request, TAKEN)

    def offer(self, request: DraftRequest) -> Offer | None:
        place = place_of(request, template_text(request, self.spoken))
        return None if place in self.wordings.offered else self.language.offer(request)
