"""Bytes of a list or notes from elsewhere to the actions they propose: one call, made to run apart.

Nothing here decides or sends anything, and no model is asked: what stands in such a file is
somebody's words, and a person looks at each before anybody is written to.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import PurePath

from agents.imported.notes import lines_in
from agents.imported.tables import has_heading, rows_in
from agents.imported.values import PROPOSALS_MOST, Imported, KnownPerson, Proposed
from planning.sheets.reading import TEXTS, WORKBOOKS, read_grids
from planning.sheets.refusals import FileEmpty, FileRefused, FileTooLarge, NotWhatItSays

NOTES = frozenset({".txt", ".md"})
NOTES_BYTES = 1_000_000
FORMATS = tuple(sorted(WORKBOOKS | TEXTS | NOTES))


class NoActionsFound(FileRefused):
    """No action was found: a table needs a heading such as Action, Owner, Due; notes need lines
    that name somebody and what they are to do.
    """


class TooManyActions(FileRefused):
    """That is more than a person can look at; send the open ones only."""


def read_actions(name: str, content: bytes, people: Sequence[KnownPerson], today: date) -> Imported:
    """What the file proposes. Raises a `FileRefused` whose text its sender understands."""
    if PurePath(name).suffix.lower() in NOTES:
        return _whole(list(lines_in(_text_of(content), people, today)))
    grids = [grid for grid in read_grids(name, content) if not grid.hidden and has_heading(grid)]
    return _whole([one for grid in grids for one in rows_in(grid, people, today)])


def _whole(found: list[Proposed | None]) -> Imported:
    proposed = tuple(one for one in found if one is not None)
    if not proposed:
        raise NoActionsFound
    if len(proposed) > PROPOSALS_MOST:
        raise TooManyActions(f"{len(proposed)} of {PROPOSALS_MOST}")
    return Imported(proposed=proposed, left_out=len(found) - len(proposed))


def _text_of(content: bytes) -> str:
    if not content.strip():
        raise FileEmpty
    if len(content) > NOTES_BYTES:
        raise FileTooLarge(f"{len(content) / 1e6:,.1f} MB of {NOTES_BYTES / 1e6:,.0f} MB")
    if b"\x00" in content:
        raise NotWhatItSays("it isn't text")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
