"""The language of a case in the wordings people of its company took."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from agents.ask import Language
from agents.reading_values import Reading, ReplyContext
from agents.taken_wordings import AsTaken, Place, Wordings
from agents.wording import Draft, DraftRequest, Offer
from gates.letter_kinds import Kind, Tone
from gates.spoken import Spoken, Voice
from store.tables.wordings import WordingRow
from store.wordings import TAKEN


def as_taken(language: Language, spoken: Spoken, known: Sequence[WordingRow]) -> Language:
    """A playbook that leaves letters to our own texts has none of a model's."""
    if spoken.letters is Voice.BUILT_IN:
        return language
    wordings = Wordings(
        offered=frozenset(map(_place, known)),
        taken={_place(row): row.text for row in known if row.state == TAKEN},
    )
    return AsTaken(language=language, spoken=spoken, wordings=wordings)


@dataclass(kw_only=True)
class Taking:
    """The same, looked up when the first letter is worded: a reply is read without."""

    usual: Language
    spoken: Spoken
    known: Callable[[], Sequence[WordingRow]]

    @cached_property
    def _letters(self) -> Language:
        if self.spoken.letters is Voice.BUILT_IN:
            return self.usual
        return as_taken(self.usual, self.spoken, self.known())

    def read_reply(self, context: ReplyContext) -> Reading:
        return self.usual.read_reply(context)

    def draft(self, request: DraftRequest) -> Draft:
        return self._letters.draft(request)

    def offer(self, request: DraftRequest) -> Offer | None:
        return self._letters.offer(request)


def _place(row: WordingRow) -> Place:
    return Place(
        kind=Kind(row.kind),
        language=row.language,
        tone=Tone(row.tone),
        template_sha256=row.template_sha256,
    )
