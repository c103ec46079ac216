"""A language as a playbook has it: who words letters, who reads replies, in which words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from agents.ask import BuiltIn, Endpoint, Language, Modelled
from agents.reading_values import Reading, ReplyContext
from agents.tape import Tape
from agents.wording import Draft, DraftRequest, Offer, shipped_text, slots_in
from agents.wording_checks import faults
from gates.spoken import AS_WRITTEN, OwnText, Spoken, Voice

URGENT_DAYS = {"friendly": 0, "firm": 1, "urgent": 3}
EndpointFor = Callable[[str, int], Endpoint | None]
"""An allowed model by name and temperature; None where this installation has no such."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuned:
    """Two voices: one words letters, the other reads replies."""

    letters: Language
    replies: Language

    def read_reply(self, context: ReplyContext) -> Reading:
        return self.replies.read_reply(context)

    def draft(self, request: DraftRequest) -> Draft:
        return self.letters.draft(request)

    def offer(self, request: DraftRequest) -> Offer | None:
        return self.letters.offer(request)


def tuned(spoken: Spoken, usual: Language, endpoint_for: EndpointFor) -> Language:
    """The language of a case. A model that isn't to be had leaves our own rules and texts."""
    if spoken == AS_WRITTEN:
        return usual
    built_in = BuiltIn(spoken)
    endpoint = usual.endpoint if isinstance(usual, Modelled) else None
    if endpoint is not None and (spoken.model or spoken.temperature_pct):
        endpoint = endpoint_for(spoken.model or endpoint.name, spoken.temperature_pct)
    modelled = built_in if endpoint is None else Modelled(endpoint, spoken)
    by = {Voice.MODEL: modelled, Voice.BUILT_IN: built_in}
    return Tuned(letters=by[spoken.letters], replies=by[spoken.replies])


def taped(language: Language, tape: Tape) -> Language:
    """The same language; what it asks a model, and hears, goes by the tape."""
    if isinstance(language, Modelled):
        return language.taped(tape)
    if isinstance(language, Tuned):
        return Tuned(letters=taped(language.letters, tape), replies=taped(language.replies, tape))
    return language


def unsayable(spoken: Spoken) -> Iterator[str]:
    """What is wrong with the texts of a playbook: what a model's wording would be refused for."""
    for one in spoken.texts:
        ours = shipped_text(_request(one))
        wrong = faults(one.text, ours, _request(one))
        if wrong:
            yield f"{one.kind.value}, {one.language}, {one.tone.value}: {', '.join(wrong)}"


def _request(one: OwnText) -> DraftRequest:
    days = URGENT_DAYS[one.tone.value]
    plain = DraftRequest(kind=one.kind, to_name="", facts={}, locale=one.language, days_late=days)
    facts = dict.fromkeys(slots_in(shipped_text(plain)), "")
    return DraftRequest(kind=one.kind, to_name="", facts=facts, locale=one.language, days_late=days)
