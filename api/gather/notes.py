"""Replies by mail that decided nothing, as notes on their request."""

from collections.abc import Iterable

from api.tongue import say
from api.views.decision import Note
from store.tables.effects import MessageRow
from store.tables.people import PersonRow

LONGEST_CHARS = 2_000


def notes_of(replies: Iterable[tuple[MessageRow, PersonRow]]) -> tuple[Note, ...]:
    """What decided something stands with its seat, with its reason."""
    return tuple(
        Note(
            by=person.name,
            at=row.received_at,
            text=row.text[:LONGEST_CHARS] or say("(nothing above the quoted letter)"),
            why=said.get("why", ""),
            sure=said.get("sure", False),
        )
        for row, person in replies
        if (said := row.reading or {}).get("intent") not in {"decided", "moved"}
    )
