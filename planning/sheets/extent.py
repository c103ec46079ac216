"""How far a sheet's cells reach, read cheaply before calamine allocates the whole rectangle.

One cell at XFD1048576 makes calamine ask for 17 billion cells, and a failed allocation in Rust
aborts the process. `<dimension>` may lie, so the cells themselves are looked at, by expat.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.parsers import expat

from planning.sheets import limits
from planning.sheets.refusals import FileDamaged, HoldsEntities, TooManyCells

ADDRESS = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
HOLDS_VALUE = frozenset({"v", "is", "f"})


class Place(NamedTuple):
    """Row and column of a cell, counted from 0."""

    row: int
    column: int


@dataclass(slots=True, kw_only=True)
class ExtentScan:
    """Follows one sheet's XML. `errors` keeps `#REF!` and its kin, which calamine blanks out."""

    part: str
    errors: dict[Place, str] = field(default_factory=dict[Place, str])
    _top: int = -1
    _bottom: int = -1
    _left: int = limits.COLUMNS
    _right: int = -1
    _row: int = -1
    _column: int = -1
    _is_error: bool = False
    _text: str = ""

    def read(self, chunks: Iterable[bytes]) -> None:
        """Raise `TooManyCells`, `HoldsEntities` or `FileDamaged`, or return."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.EntityDeclHandler = self._entity
        parser.StartDoctypeDeclHandler = self._entity
        try:
            for chunk in chunks:
                parser.Parse(chunk, False)  # noqa: FBT003 (expat takes no keywords)
            parser.Parse(b"", True)  # noqa: FBT003
        except (expat.ExpatError, ValueError, LookupError) as damage:
            # an encoding that expat or Python does not know is no ExpatError
            raise FileDamaged(f"{self.part[:80]}: {damage}") from damage

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if tag == "row":
            self._row = self._row_number(attributes.get("r"))
            self._column = -1
        elif tag == "c":
            self._place(attributes.get("r"))
            self._is_error = attributes.get("t") == "e"
            self._text = ""
        elif tag in HOLDS_VALUE:
            self._reach()

    def _end(self, name: str) -> None:
        if name.rpartition(":")[2] == "c" and self._is_error:
            self.errors[Place(self._row, self._column)] = self._text[:40] or "#ERROR"
            self._is_error = False

    def _characters(self, text: str) -> None:
        if self._is_error and len(self._text) < limits.CELL_CHARACTERS:
            self._text += text

    def _entity(self, *_: object) -> None:
        raise HoldsEntities(self.part[:80])

    def _row_number(self, written: str | None) -> int:
        if written is None:
            return self._row + 1
        if not written.isascii() or not written.isdigit() or len(written) > 7:  # noqa: PLR2004
            raise FileDamaged(f"{self.part[:80]}: row {written[:20]}")
        return int(written) - 1

    def _place(self, written: str | None) -> None:
        if written is None:
            self._column += 1
            return
        match = ADDRESS.fullmatch(written)
        if match is None:
            raise FileDamaged(f"{self.part[:80]}: cell {written[:20]}")
        self._column = column_index(match[1])
        self._row = int(match[2]) - 1

    def _reach(self) -> None:
        if self._column < 0 or self._row < 0:
            return
        self._top = self._row if self._top < 0 else min(self._top, self._row)
        self._bottom = max(self._bottom, self._row)
        self._left = min(self._left, self._column)
        self._right = max(self._right, self._column)
        refuse_area(self.part, self._bottom - self._top + 1, self._right - self._left + 1)


def refuse_area(part: str, rows: int, columns: int) -> None:
    """Refuse a used range the reader would have to allocate in full."""
    if columns > limits.COLUMNS or rows * columns > limits.CELLS:
        raise TooManyCells(f"{part[:80]}: {rows:,} rows × {columns:,} columns")


def column_index(letters: str) -> int:
    """Column counted from 0.

    >>> column_index("A"), column_index("AA"), column_index("XFD")
    (0, 26, 16383)
    """
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1
