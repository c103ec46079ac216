"""What would put a number right, as data: which cell, from what, to what, and why."""

from dataclasses import dataclass
from decimal import Decimal

from planning.sheets.grid import CellRef


@dataclass(frozen=True, slots=True, kw_only=True)
class CellChange:
    """One number in its sender's own unit of measure. To nothing leaves the number out."""

    source: CellRef
    before: Decimal
    after: Decimal | None
    why: str
