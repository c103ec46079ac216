"""How far an OpenDocument sheet reaches: a repeated row or cell is one line that means millions."""

from collections.abc import Iterable
from dataclasses import dataclass
from xml.parsers import expat

from planning.sheets.extent import refuse_area
from planning.sheets.refusals import FileDamaged, HoldsEntities

CELL_TAGS = frozenset({"table-cell", "covered-table-cell"})
REPEATED, SPANNED = "number-columns-repeated", ("number-columns-spanned", "number-rows-spanned")
SAYS_NOTHING = {"style-name", REPEATED, *SPANNED, "content-validation-name", "protect", "id"}
"""Attributes of an empty cell; any other may hold a value (OpenDocument 1.3 part 3, 9.1.4)."""


@dataclass(slots=True, kw_only=True)
class OdsExtentScan:
    """Follows content.xml. Trailing empty repeats don't count: every program writes them."""

    part: str
    _row: int = 0
    _column: int = 0
    _bottom: int = 0
    _right: int = 0
    _row_repeats: int = 1
    _row_width: int = 0

    def read(self, chunks: Iterable[bytes]) -> None:
        """Raise `TooManyCells`, `HoldsEntities` or `FileDamaged`, or return."""
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.EntityDeclHandler = self._entity
        parser.StartDoctypeDeclHandler = self._entity
        try:
            for chunk in chunks:
                parser.Parse(chunk, False)  # noqa: FBT003 (expat takes no keywords)
            parser.Parse(b"", True)  # noqa: FBT003
        except (expat.ExpatError, ValueError, LookupError) as damage:
            # an encoding that expat or Python does not know is no ExpatError
            raise FileDamaged(f"{self.part}: {damage}") from damage

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if tag == "table":
            self._row = self._bottom = self._right = 0
        elif tag == "table-row":
            self._row_repeats = self._repeats(attributes, "rows")
            self._column = self._row_width = 0
        elif tag in CELL_TAGS:
            self._column += self._repeats(attributes, "columns")
            if any(key.rpartition(":")[2] not in SAYS_NOTHING for key in attributes):
                self._row_width = self._column

    def _end(self, name: str) -> None:
        if name.rpartition(":")[2] != "table-row":
            return
        self._row += self._row_repeats
        if self._row_width:
            self._bottom = self._row
            self._right = max(self._right, self._row_width)
            refuse_area(self.part, self._bottom, self._right)

    def _entity(self, *_: object) -> None:
        raise HoldsEntities(self.part)

    def _repeats(self, attributes: dict[str, str], what: str) -> int:
        for key, value in attributes.items():
            if key.rpartition(":")[2] == f"number-{what}-repeated":
                if not value.isascii() or not value.isdigit() or len(value) > 9:  # noqa: PLR2004
                    raise FileDamaged(f"{self.part}: {value[:20]} repeats")
                return int(value)
        return 1
