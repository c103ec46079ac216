"""The language of a case in the wordings people of its company took."""

from collections.abc import Sequence

from agents.ask import Language
from agents.taken_wordings import AsTaken, Place, Wordings
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


def _place(row: WordingRow) -> Place:
    return Place(
        kind=Kind(row.kind),
        language=row.language,
        tone=Tone(row.tone),
        template_sha256=row.template_sha256,
    )
