"""One thing a check found: which rule, where, what it read, what it is worth."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from planning.sheets.grid import CellRef


class Severity(StrEnum):
    BLOCKING = "blocking"
    """To be corrected, or waived by name, before the file is accepted."""
    WARNING = "warning"
    """Shown to whoever sent it and whoever decides; it may well be right."""
    NOTE = "note"
    """Worth knowing; nobody has to answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    rule: str
    severity: Severity
    source: CellRef | None
    """The cell; None where what is wrong is that there is none."""
    observed: str
    expected: str
    message: str
    """A whole sentence."""
    impact_units: int
    impact_eur: Decimal
    """The units at list price."""
    kind: str
    """What is wrong in a few words; findings of one kind make one group."""
    fix: str
    """What its sender can do about it."""
