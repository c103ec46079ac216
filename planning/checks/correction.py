"""What would put a number right, as data: which cell, from what, to what, and why."""

from dataclasses import dataclass
from decimal import Decimal

from planning.sheets.grid import CellRef
from planning.sheets.lines import SubmittedLine, Uom


@dataclass(frozen=True, slots=True, kw_only=True)
class CellChange:
    """One cell, in its sender's own unit of measure."""

    source: CellRef
    before: str
    """As we read it."""
    after: str
    """What should stand there: digits with a point for a number; empty leaves the cell out."""
    why: str
    is_number: bool = True


def changed(line: SubmittedLine, after: Decimal | int | None, why: str) -> CellChange:
    """Another number for this line, in the line's own unit of measure; None leaves it out."""
    return CellChange(
        source=line.source,
        before=f"{line.quantity:f}",
        after="" if after is None else f"{Decimal(after):f}",
        why=why,
    )


def monthly(line: SubmittedLine, after: Decimal | int | None, why: str) -> tuple[CellChange, ...]:
    """The same, for what was judged by its month: nothing where days or weeks add up to it."""
    return () if line.day is not None or after is None else (changed(line, after, why),)


def in_own_unit(line: SubmittedLine, units: int) -> Decimal | None:
    """Units as the line counts them; None where that isn't a whole number of them.

    >>> from datetime import date
    >>> from fractions import Fraction
    >>> cell = CellRef(file="f", sheet="", row=2, column=3)
    >>> line = SubmittedLine(region="", sku="A", tier="", month=date(2026, 11, 1), units=24,
    ...     quantity=Decimal(2), uom=Uom.CASES, source=cell, units_per_uom=Fraction(12))
    >>> in_own_unit(line, 36), in_own_unit(line, 37)
    (Decimal('3'), None)
    """
    if line.uom is Uom.UNITS:
        return Decimal(units)
    cases, rest = divmod(units, line.units_per_uom)
    return None if rest else Decimal(cases)
