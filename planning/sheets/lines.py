"""What a sheet says once it is read: numbers that keep their cells, and what couldn't be read."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from planning.sheets.grid import CellRef

ONE = Fraction(1)


class Uom(StrEnum):
    UNITS = "units"
    CASES = "cases"
    PALLETS = "pallets"
    KILOGRAMS = "kg"
    TONNES = "tonnes"
    EUR = "EUR"
    USD = "USD"
    GBP = "GBP"
    CHF = "CHF"
    SEK = "SEK"
    NOK = "NOK"
    DKK = "DKK"
    PLN = "PLN"


CURRENCIES = (Uom.EUR, Uom.USD, Uom.GBP, Uom.CHF, Uom.SEK, Uom.NOK, Uom.DKK, Uom.PLN)
"""Money at list price, counted in units by a dated rate and the item's own price."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmittedLine:
    """One number someone sent. `quantity` is as written in `uom`; `units` is it converted.

    `units` is rounded half up to whole units; the exact value is `exact_units`. A number for days
    of two months makes two lines of one cell, whose `units` are its parts, split by working days.
    """

    region: str
    sku: str
    tier: str
    month: date
    """First day of the month."""
    units: int
    quantity: Decimal
    uom: Uom
    source: CellRef
    units_per_uom: Fraction = ONE
    """What `quantity` was multiplied by: 1 where the file counts units."""
    day: date | None = None
    """Set where the file counts in days, weeks or fiscal periods: the first day of this part."""
    ends: date | None = None
    """The day after its last; None where it is one day, or the month."""
    family: str = ""
    """As the file says it; empty where it doesn't."""
    comment: str = ""
    account: str = ""
    """The customer it is for, where the file counts by customers."""

    @property
    def exact_units(self) -> Fraction:
        """Of the whole cell."""
        return Fraction(self.quantity) * self.units_per_uom


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What reading itself ran into, named by the rule it breaks."""

    rule: str
    source: CellRef
    observed: str
    expected: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedTotal:
    """A total in the file, left out of the lines, with what its parts add up to.

    Both in the file's own unit of measure.
    """

    label: str
    source: CellRef
    stated: Decimal
    summed: Decimal
    uom: Uom
