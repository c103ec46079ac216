"""One thing a check found: which rule, where, what it read, what it is worth."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from planning.checks.correction import CellChange
from planning.checks.facts import Key
from planning.sheets.grid import CellRef


class Severity(StrEnum):
    BLOCKING = "blocking"
    """To be corrected, or waived by name, before the file is accepted."""
    WARNING = "warning"
    """Shown to whoever sent it and whoever decides; it may well be right."""
    NOTE = "note"
    """Worth knowing; nobody has to answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stake:
    """What it could move in the plan, where that is known."""

    margin_eur: Decimal
    short_of: tuple[str, ...]
    """Shortages of the last agreed plan whose products and weeks it shares."""
    short_units: int
    short_eur: Decimal
    """Their margin."""

    @property
    def eur(self) -> Decimal:
        return self.margin_eur + self.short_eur


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
    impact_units: int | None
    """Units it could move; None where that can't be known."""
    impact_eur: Decimal | None
    """The units at list price; None where no price is known."""
    kind: str
    """What is wrong in a few words; findings of one kind make one group."""
    fix: str
    """What its sender can do about it."""
    keys: tuple[Key, ...] = ()
    """The numbers it is about, where it is about known ones."""
    correction: tuple[CellChange, ...] = ()
    """What would put it right, where that can be said cell by cell."""
    stake: Stake | None = None

    @property
    def weight_eur(self) -> Decimal:
        """What it is ranked by: what it could move in the plan, or else at list price."""
        return self.stake.eur if self.stake else self.impact_eur or Decimal(0)
